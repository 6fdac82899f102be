/**
 * Legal forms as folded words, as they stand in names of networks. Forms of corporate bodies are evidence that a
 * name is no person's; forms of sole traders are evidence of the opposite.
 */
const CORPORATE_SUFFIXES = `
inc|incorporated|ltee|ltd ltee|corp|corporation|co|company|llc|l l c|ltd co|llp|lllp|lp|l p|pllc|pc|plc|limited|ltd|limited company|limited liability company|private limited|pvt ltd|pvt limited|private ltd|p ltd|pty ltd|pty limited|proprietary limited|pty|proprietary|pte ltd|pte limited|pte|sdn bhd|bhd|berhad|tbk|persero tbk|persero|opc|opc pvt ltd|opc private limited|cc|npc|rf|unlimited company|unlimited|clg|dac|cic|cio|company limited|public company limited|public joint stock company|joint stock company|closed joint stock company|open joint stock company|public limited company|limited partnership
gmbh|ggmbh|gesellschaft mit beschraenkter haftung|gesellschaft mit beschrankter haftung|gesellschaft m b h|ges m b h|gesmbh|mbh|m b h|ag|aktiengesellschaft|se|se co kgaa|kgaa|gmbh co kg|gmbh and co kg|gmbh und co kg|gmbh co kgaa|gmbh co ohg|gmbh u co kg|ag co kg|ag co kgaa|se co kg|kg|co kg|ohg|co ohg|ug|ug haftungsbeschraenkt|ug haftungsbeschrankt|haftungsbeschraenkt|haftungsbeschrankt|ev|e v|eg|e g|eingetragene genossenschaft|genossenschaft|gbr|aor|anstalt des oeffentlichen rechts|anstalt des offentlichen rechts|koer|k d o r|partg mbb|partgmbb|part gmbb|stiftung|gen mbh|registrierte genossenschaft mit beschrankter haftung
sa|s a|sas|s a s|sasu|sarl|s a r l|sarlu|eurl|sca|scs|scop|scop sa|sci|gie|gip|snc|selarl|association|asbl|vzw|vof|bv|b v|nv|n v|nv sa|sa nv|bvba|sprl|srl|cvba|scrl|cv|cooperatie ua|ua|b v b a|coop|cooperatieve ua
spa|s p a|srls|s r l s|scpa|scarl|scrl|s c a r l|sapa|soc coop|societa cooperativa|societa per azioni|socio unico|a socio unico|unipersonale|uninominale|societa a responsabilita limitata|societa consortile
sl|s l|slu|sau|s a u|slne|scl|sociedad limitada|sociedad anonima|sociedad anonima unipersonal|sl unipersonal|unipersonal|sociedad cooperativa|s coop|sa de cv|sab de cv|sapi de cv|s de rl de cv|s de rl|sapi|de cv|srl de cv|sas de cv|sociedad anonima de capital variable|sociedad por acciones simplificada|sas esp|sa esp|esp|e s p|eice esp|limitada|ltda|saa|sac|eirl|spa|cxa|ca|c a|cia ltda|compania anonima|compania limitada|saic|saci|sociedade anonima|sociedade limitada|me|epp|ltda me|ltda epp|eireli|eireli me|eireli epp|unipessoal lda|lda|sgps|sgps sa|ep|epe|ip
ab|aktiebolag|ab publ|publ|as|asa|aps|amba|a m b a|ivs|ks|p s|ps|oy|oyj|oy ab|ab oy|osk|ky|ry|osakeyhtio|hf|ehf|ohf|sf|ba|sa publ|ans|da|iks|ek forening|forening|ekonomisk forening
spzoo|sp z oo|sp zoo|sp z o o|spolka z ograniczona odpowiedzialnoscia|spolka z oo|spolka akcyjna|sp k|sp komandytowa|spolka komandytowa|sp j|spolka jawna|sp z oo sp k|sp z oo spk|psa|sc|spolka cywilna|sro|s r o|spol s r o|spol sro|spol|as|a s|akciova spolecnost|z s|zs|z s p o|druzstvo|kft|zrt|nyrt|bt|rt|korlatolt felelossegu tarsasag|doo|d o o|dd|d d|jdoo|ad|a d|ead|eood|ood|jsc|dooel|shpk|sh p k|sha|sh a|mmc|asc|tov|sia|as sia|uab|ab uab|vsi|mb|ou|mtu|sihtasutus|srl d|sa r l|sc srl|druzba z omejeno odgovornostjo
llc ooo|ooo|oao|zao|pao|ao|pjsc|ojsc|cjsc|prjsc|jllc|ltd ooo|fgup|fgbou|gup|mup|too|llp too|tov|prat|pat|at|kt|xk|spe|pe ltd|mchj
as|anonim sirketi|a s|limited sirketi|ltd sti|limited sti|san ve tic ltd sti|san tic ltd sti|sanayi ve ticaret limited sirketi|sanayi ve ticaret anonim sirketi|san ve tic a s|san ve tic as|tic ltd sti|ve tic ltd sti|ticaret limited sirketi|ticaret anonim sirketi|sti|ith ihr|ae|epe|ike|monoprosopi|single member sa|single member pc|mike|societe anonyme|saoc|saog|s a o c|s a o g|wll|w l l|ksc|kscc|k s c|bsc|b s c|bsc c|closed|psc|qsc|qpsc|qstp llc|fzco|fz llc|fze|fzc|fz llc|dmcc|l l c fz|sal|s a l|sae|s a e|spa algerie|suarl|sarlau|pjs|p j s|private joint stock|pjsc|plt|kabushiki kaisha|kk|k k|yugen kaisha|co ltd|coltd|co limited|co inc|corp ltd|company ltd|jsc vn|ltda cia|cjsc|a joint stock company
`;

const CORPORATE_PREFIXES = `
ooo|oao|zao|pao|ao|llc|jsc|pjsc|ojsc|cjsc|prjsc|pt|uab|sia|as|ou|tov|tdv|limited liability company|joint stock company|joint stock|public joint stock company|private joint stock company|closed joint stock company|open joint stock company|join stock company|private joint stock|societe anonyme|sa|sarl|sas|srl|eurl|stichting|vereniging|verein|fundacja|stowarzyszenie|cooperatie|cv|ud|pd|yayasan|koperasi|cong ty|private enterprise|private company|trading company|mup|gup|fgup|fgbou|too|firma
`;

/** Where these stand, one person answers for everything: personal data even under a trade name. */
const SOLE_TRADERS = `
fop|f o p|pe|fo p|individual entrepreneur|private entrepreneur|ip individual|sole trader|sole proprietor|sole proprietorship|sole proprietary|einzelunternehmen|einzelfirma|einzelunternehmer|ek|e k|e kfm|e kfr|eu|e u|inhaber|inh|eenmanszaak|enskild firma|enk|enkeltpersonforetak|entreprise individuelle|auto entrepreneur|micro entreprise|ditta individuale|impresa individuale|jednoosobowa|dzialalnosc gospodarcza|fizicka osoba|fie|sp d|obrt|persoana fizica autorizata|intreprindere individuala|zzp|szemelyes|egyeni vallalkozo|se sole|individual|private person
`;

const split = (text: string): string[][] =>
  text
    .trim()
    .split(/[|\n]/)
    .map((form) => form.trim().split(' '));

export interface LegalForms {
  /** The name's words without its legal forms; empty when nothing else was there. */
  core: string[];
  corporate: boolean;
  soleTrader: boolean;
}

/** Finds and takes away legal forms at both ends of a folded name. Built once, used for every name. */
export function legalFormReader(): (folded: string) => LegalForms {
  const suffixes = byEdge(split(CORPORATE_SUFFIXES), (form) => form.at(-1));
  const prefixes = byEdge(split(CORPORATE_PREFIXES), (form) => form[0]);
  const soleSuffixes = byEdge(split(SOLE_TRADERS), (form) => form.at(-1));
  const solePrefixes = byEdge(split(SOLE_TRADERS), (form) => form[0]);

  return (folded) => {
    let core = folded.split(' ').filter(Boolean);
    let corporate = false;
    let soleTrader = false;
    for (let again = true; again && core.length > 1; ) {
      again = false;
      const suffix = longestAt(suffixes.get(core.at(-1) ?? ''), core, 'end');
      if (suffix > 0 && suffix < core.length) {
        core = core.slice(0, -suffix);
        corporate = true;
        again = true;
      } else if (longestAt(soleSuffixes.get(core.at(-1) ?? ''), core, 'end') > 0) {
        soleTrader = true;
      }
    }
    if (longestAt(solePrefixes.get(core[0] ?? ''), core, 'start') > 0 && !corporate) soleTrader = true;
    const prefix = longestAt(prefixes.get(core[0] ?? ''), core, 'start');
    if (prefix > 0 && prefix < core.length) {
      core = core.slice(prefix);
      corporate = true;
    }
    return { core, corporate, soleTrader: soleTrader && !corporate };
  };
}

type Forms = Map<string, string[][]>;

function byEdge(forms: string[][], edge: (form: string[]) => string | undefined): Forms {
  const map: Forms = new Map();
  for (const form of forms) {
    const key = edge(form);
    if (key === undefined || key === '') continue;
    map.set(key, [...(map.get(key) ?? []), form]);
  }
  return map;
}

function longestAt(forms: string[][] | undefined, words: string[], where: 'start' | 'end'): number {
  let longest = 0;
  for (const form of forms ?? []) {
    const offset = where === 'start' ? 0 : words.length - form.length;
    if (form.length > longest && offset >= 0 && form.every((word, index) => words[offset + index] === word)) {
      longest = form.length;
    }
  }
  return longest;
}
