/**
 * Public bodies, schools and hospitals that are widely known and whose registered names do not say what they are,
 * or say it in several ways; by kind and country. Spellings as in the table of companies; written by us from
 * general knowledge.
 */
export const INSTITUTIONS = `
government US: U.S. Army=headquarters usaisc|usaisc; U.S. Department of Defense=dod network information center|united states department of defense|dod!; U.S. Navy=navy network information center; U.S. Air Force=air force systems networking|u s air force|us air force; U.S. Department of Agriculture=usda!|us department of agriculture|u s department of agriculture; U.S. Postal Service=united states postal service|us postal service; NASA=national aeronautics and space administration|nasa!; NOAA=national oceanic and atmospheric administration|noaa!; U.S. Geological Survey=us geological survey|u s geological survey; Federal Reserve=federal reserve board|federal reserve bank|federal reserve information; Centers for Disease Control=u s center for disease control|us centers for disease control|centers for disease control; Architect of the Capitol; Library of Congress; Smithsonian Institution=smithsonian institution; New York State=new york state!; State of North Carolina=state of nc; FBI=federal bureau of investigation|fbi criminal justice; Internal Revenue Service=internal revenue service; U.S. Congress=us congress; U.S. Senate=us senate|u s senate; U.S. House of Representatives=u s house of representatives; Executive Office of the President=executive office of the president; World Bank=ibrd!|world bank; International Monetary Fund=international monetary fund; Inter-American Development Bank=inter american development bank; National Science Foundation=u s national science foundation|national science foundation
government CH: Swiss Federal Administration=swiss federation represented by foitt|bundesamt fur informatik; International Telecommunication Union=international telecommunication union; WIPO=world intellectual property; International Labour Organization=international labour
government GB: Ministry of Defence=uk ministry of defence|ministry of defence uk; Home Office=home office; HM Revenue & Customs=hm revenue|hmrc!; Transport for London; Ordnance Survey=ordnance survey; Met Office=met office|meteorological office; Houses of Parliament=the house of commons|house of commons
government DE: Deutscher Wetterdienst; Dataport; ITZBund=informationstechnikzentrum bund|itzbund; Bundesrechenzentrum; Deutscher Bundestag
government FR: DINUM=la direction interministerielle du num|direction interministerielle du num; Ministere de l'Interieur=ministere de l interieur
government IT: Food and Agriculture Organization=food and agriculture organization; World Food Programme=united nations world food; Sogei; Lombardia Informatica; ARIA Lombardia=azienda regionale per linnovazione; Liguria Digitale
government SE: Forsakringskassan; Lantmateriet; FMV=fmv!|forsvarets materielverk; Arbetsformedlingen; Trafikverket; Polismyndigheten
government NO: Statens vegvesen; NAV=arbeids og velferdsetaten|nav!; Politiets IKT=politiets ikt
government NL: SSC-ICT=ssc ict haaglanden; Logius; Belastingdienst=belastingdienst; Rijkswaterstaat
government AU: CITEC; Cenitex; Services Australia=services australia; Australian Taxation Office=australian taxation office; Bureau of Meteorology=bureau of meteorology; Northern Territory Government=northern territory of australia; Service NSW=service nsw
government CA: Shared Services Canada; Service Alberta=service alberta; Bank of Canada=bank of canada
government CN: China eGovNet=china egovnet
government IN: National Informatics Centre=national informatics centre
government JP: Information-technology Promotion Agency=information technology promotion agency
government AT: Bundesrechenzentrum=bundesrechenzentrum
government BE: European Commission=european commission; Council of the European Union=council of the eu; Eurocontrol=eurocontrol; NATO=nato!|north atlantic treaty; Fedasil; Smals
government LU: European Parliament=european parliament; European Court of Justice=court of justice of the european
government BR: SERPRO=servico federal de processamento de dados; PRODESP; PROCERGS; PRODEMGE; Dataprev
education US: University of Massachusetts=umassnet; San Diego Supercomputer Center=san diego supercomputer; Pittsburgh Supercomputing Center=pittsburgh supercomputing; Arizona Board of Regents=arizona board of regents; New Mexico Tech=new mexico tech; Sandia National Laboratories=sandia national laboratories|sandia national labs; Jet Propulsion Laboratory=jet propulsion laboratory; MIT Lincoln Laboratory=mit lincoln; Woods Hole Oceanographic Institution=woods hole; Nevada System of Higher Education=nevada system of higher education; Cold Spring Harbor Laboratory=cold spring harbor; NCAR=university corporation for atmospheric
education DE: DESY=deutsches elektronen synchrotron; DLR=deutsches zentrum fur luft|deutsches zentrum fuer luft|dlr!; GSI Helmholtz Centre=gsi helmholtzzentrum; EMBL=european molecular biology
education FR: CEA=cea saclay|cea!|commissariat a lenergie atomique|commissariat a l energie; INRIA=institut national de recherche en informatique|inria!; CNRS=centre national de la recherche scientifique; CNES=centre national detudes spatiales|cnes!; ONERA; INRAE
education CH: CERN=cern; EPFL=ecole polytechnique federale de lausanne|epfl!; ETH Zurich=eth zurich|eidgenoessische technische hochschule; Paul Scherrer Institute=paul scherrer
education NL: NWO=stichting nederlandse wetenschappelijk; TNO=tno!|nederlandse organisatie voor toegepast; European Space Agency=european space agency
education IT: CINECA=cineca; CNR=consiglio nazionale delle ricerche; ENEA=enea!; INFN=istituto nazionale di fisica nucleare
education AU: CSIRO=commonwealth scientific and industrial|csiro!
education JP: AIST=national institute of advanced industr; KEK=high energy accelerator research; RIKEN; JAXA=japan aerospace exploration; Japan Atomic Energy Agency
healthcare US: UPMC; Mayo Clinic=mayo foundation|mayo clinic; Kaiser Permanente=kaiser foundation|kaiser permanente; Mass General Brigham=partners healthcare|mass general brigham; Cedars-Sinai=cedars sinai; MetroHealth=the metrohealth|metrohealth; Intermountain Health=intermountain health; Sutter Health; Ascension Health=ascension health; Geisinger=geisinger; Ochsner=ochsner; CommonSpirit=commonspirit; Banner Health; Novant Health; Sentara; Kindred Healthcare; DaVita; HCA Healthcare=hca!|hca healthcare|hca management|hca information; Tenet Healthcare=tenet healthcare; Universal Health Services=universal health services; Memorial Sloan Kettering=memorial sloan kettering; Dana-Farber=dana farber; City of Hope=city of hope; Trinity Health; Northwell Health=northwell|north shore long island jewish
healthcare GB: National Health Service=national health service|nhs england|nhs digital|health and social care information centre; NHS Wales=nhs wales|digital health and care wales
healthcare SE: Region Stockholm; Vastra Gotalandsregionen=vastra gotalands lans|vastra gotalandsregionen; Region Skane=skane lans|region skane
healthcare FI: Istekki; HUS=helsingin ja uudenmaan|hus yhtyma
healthcare FR: AP-HP=assistance publique hopitaux
healthcare DE: Charite=charite; Helios Kliniken=helios kliniken; Asklepios; Sana Kliniken=sana kliniken
`;
