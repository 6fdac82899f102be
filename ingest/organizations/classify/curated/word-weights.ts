import type { ScoredKind } from '../kinds.ts';

/**
 * What words in a name say about the holder of a network. Weights are rough log-odds: 1 is a hint, 3 settles it
 * unless something speaks against it, 5 and more is what the holder does. `word*` matches beginnings, `*word`
 * endings, `*word*` anything within one word, `a_b` words in a row. Negative weights are exceptions to a broader
 * pattern. Written by us; no label of the evaluation is read here.
 */
export const WORD_WEIGHTS: readonly (readonly [ScoredKind, number, string])[] = [
  [
    'isp',
    5,
    'telecom* *telecom telekom* *telekom telecommun* telekommun* telecomunic* telekomunik* telecomunik* telecoms telcom* telekomm* tele_communications broadband* *broadband bredband* *bredband breiband* breitband* breedband* bredbandsnat internet_service_provider internet_provider internet_service internet_services isp wisp fttx fttp ftth gpon glasfaser* glasvezel* fibra* fibras *fibra fibernet* fiberoptic* provedor provedores provedora banda_larga banda_ancha wimax dsl adsl vdsl telefonica* telefonia telefon telefone* telephone *telephone telephony telco telcos telecable cablevision catv cable_tv cable_television cabletv kabel_tv kablo_tv kabelfernseh* cable_network cablenet* svyaz* *svyaz sviaz* ertebatat* multimidia internet_exchange ixp peering teleradio* radiocom* *elnet multi_midia comunicacao_multimidia comunicaciones_moviles bandalarga networks_and_services',
  ],
  [
    'isp',
    4,
    'wireless wifi wi_fi *wifi wifi* *wireless wirelesss fiber* fibre* *fiber *fibre fibr* *fibr optic_net kabelnet* kabel* *kabel acesso acessos access_provider voip *voip *dsl dsl* long_distance backbone carrier_services carrier_network internet_llc internet_inc telesystems teletopia teleport teleservices telecel teledifusao tele2 telenet* telnet* tv_cable tvcable kablo* kabeltelevizia kabelnoord cable_onda cable_co *isp isp* *gpon hotspot iletisim communication_service communications_service internet_ltd internet_limited internet_gmbh internet_exchange_point ix',
  ],
  [
    'isp',
    3,
    'internet inet* *inet internet* netcom* *netcom cable cables satellite sat *sat vsat comunicacoes comunicaciones comunicazioni communications_services rural_telephone connectivity conect* *conect conexao* conexion* *connect broadcasting_telecommunications networking telelink* *telelink netlink* *netlink uplink* *uplink speednet* fastnet* *skynet skynet* skylink* *skylink datanet* intercom* netservice* netservices* net_service net_services netsol* telematic* telematica teleinform* komunikasi komunikacije komunikacii komunikacj* kommunikation* kommunikations* interlink* webnet* redes rede net_llc net_ltd netz* *netz seti set_ltd tech_net transtele* telemedia antenne* antennen* lokalnet* netcologne bandwidth jaringan',
  ],
  [
    'isp',
    2.2,
    '*net net *nets nett *nett network networks *networks *network wave_communications communication communications comm comms communicatie comunicacao *link *links *comm com_tech telemar tele tele *tele digital_tv carrier online_services on_line tel *tel air *wave *waves speed* *speed turbo* giga* *giga gigabit* hyper mega* mobile_communications netwave* webpass *web acceso',
  ],
  [
    'isp',
    1.2,
    'connect connected connection connections online *online link* line voice transit link speed television tv televisao media_networks lan wan radio_net sky* cyber* *com info* *info datacom* hizmetleri servicos_de solusi solutions_internet',
  ],
  // Not what their endings suggest.
  [
    'isp',
    -2.2,
    'planet magnet cabinet hotel hotels hostel motel mattel intel nestel cartel telford dotcom garnet bonnet sonnet tibet internet_security gannett bennett cornet comet kismet janet burnet barnet everett garrett hewlett jarrett corbett hackett plunkett barrett bassett emmett puckett prophet',
  ],
  [
    'isp',
    -3,
    'network_rail transit_authority transit_district public_transit rapid_transit transit_system radio_network television_network health_network cable_news hospital_network care_network food_network news_network school_network',
  ],
  [
    'isp',
    -4,
    'fiberglass fibrogen fibromyalgia telemundo telegraph_media teledyne teleperformance telephone_pioneers telecommuting telecom_regulatory telecommunications_regulatory telecommunication_regulatory telecommunications_commission communications_commission communications_authority communications_regulatory federal_communications telekomunikacyjny_urzad bundesnetzagentur telefonseelsorge cable_one_tv telegraaf teletrac telelogos cablecraft network_inc_discovery arista palo_alto juniper extreme_networks discovery_communications nexstar',
  ],
  ['isp', -5, 'exxon_mobil mobility_works'],
  [
    'isp',
    -1.5,
    'land landing lang language lancaster lane lantern lanier telegraph telescope teller telford netherlands nettle',
  ],
  ['hosting', -1.5, 'service services serving web webster weber datum'],

  [
    'mobile',
    5,
    'gsm cellular* celular* cellcom movil* *movil moviles mobile_network mobile_telecommunications mobile_telephone mobile_communications mobile_telesystems mobilkom* mobiltel* mobilink lte pcs mvno telecel personal_communications mobile_broadband wireless_phone t_mobile',
  ],
  ['mobile', 3, 'mobilcom *mobil mobile mobil'],
  [
    'mobile',
    -3,
    'mobile_home mobile_homes mobile_solutions mobile_mini mobil_oil exxon_mobil automobil mobile_county mobile_alabama mobile_infirmary city_of_mobile',
  ],

  [
    'hosting',
    5,
    '*hosting* *hoster hosters *hostings webhost* *webhost vps *vps vds virtual_server virtual_servers virtual_private datacenter* *datacenter datacentre* *datacentre datacenters data_center data_centers data_centre data_centres datacentr* datacentar colocation* *colo colo serverfarm *servers servers dedicated_servers dedicated_server *heberg* heberg* servidores alojamiento alojamento cdn *cdn content_delivery gameserver* game_servers bare_metal baremetal web_services webservices hyperscale serverless proxmox rechenzentrum* rackspace serverius cloud_services cloud_computing cloud_hosting cloud_data cloud_service cloud_solutions cloud_infrastructure cloud_platform seedbox* domain_names domains *domains registrar',
  ],
  [
    'hosting',
    4,
    'hostin* *host *hosts host *server server serverz *cloud* cloud clouds racks *rack rack servercentral *racks *vm kvm colo* internetdienste domainfactory streamhost webspace web_space edge_compute nocix *dc cloud iaas',
  ],
  [
    'hosting',
    2.5,
    'domain dedicated compute computing_cloud internet_solutions webagentur web_solutions websolutions webdesign ddos anti_ddos antiddos infrastructure_as backup_services managed_hosting managed_it managed_services it_services it_service itservices systemhaus rechenzentren internetservices data_systems_hosting anycast bgp bgp *bgp noc',
  ],
  [
    'hosting',
    1.2,
    'it ict edv data *data datas web digital_infrastructure virtual virtualization gaming managed infrastructure technik netzwerktechnik informatik informatica informatika informatique *soft *tech *tec *dev *labs *systems *sys it_solutions technology_services tech techs techno it_systems computers computer computing internet_agency *it ai',
  ],
  [
    'hosting',
    -4,
    'hostess hostel hostelworld hosto hostage hostetler data_control universo hospitality ghost_town',
  ],
  [
    'hosting',
    -5,
    'colombia* colorado* colonial* colony* cologne colognegesellschaft columbia colosseum color* colour* colombo* colom* cologuard cloudera colop* coloplast',
  ],

  [
    'vpn',
    5,
    'vpn *vpn vpn* proxy proxies *proxy *proxies anonymous anonymity anonymiz* tor_exit private_relay privacy_network vpn_consumer',
  ],
  ['gateway', 5, 'secure_web_gateway zscaler netskope iboss menlo_security'],
  [
    'research',
    5,
    'research_and_education education_and_research research_and_educational education_research_network research_education academic_and_research academic_network research_network education_network educational_network university_network inter_university interuniversity nren science_network academic_computer network_for_education regional_education_network knowledge_network higher_education_network k_12_telecommunications k_20 *wisc_net grid_for_learning scientific_network',
  ],

  [
    'education',
    5,
    'universit* univerzit* universid* uniwersyt* universitas universite university *university univ univers universiti universiteti universitatea universitesi universitetet egyetem* yliopisto* ulikool* sveuciliste univerza* college colleges colegio colegios school schools *schule hochschul* *hochschule fachhochschule hogeschool* hogskol* hogskole* haskoli haskolinn korkeakoulu ammattikorkeakoulu polytechn* politecnic* politechn* politeknik* polytekn* institute_of_technology technological_institute instituto_tecnologico institut_teknologi sekolah* ecole* lycee gymnasium academy isd independent_school school_district public_schools board_of_education boces educational_service education_service_center office_of_education faculdade* facultad* faculty seminary skola skole scuola escuela* escola* szkola* vysoka_skola universidade* campus_university instituto_federal instituto_politecnico okul* akademi akademia academia max_planck fraunhofer* helmholtz* leibniz* forschungszentrum* national_laboratory national_accelerator research_institute research_center research_centre research_council research_laboratory institute_for_research institute_of_science institut_national_de_recherche cnrs csic cnr kindergarten elementary unified_school community_college graduate_school business_school medical_college college_of_medicine school_of_medicine',
  ],
  [
    'education',
    3,
    'education educational institute institut instituto institutes istituto learning library libraries bibliothek bibliothe* laboratory observatory science_park teachers students student_union k12 educacion educacao vzdelavan* scientific',
  ],
  [
    'education',
    -5,
    'universal* universo universe university_hospital university_hospitals university_medical university_health universitaetsklinik* universitatsklinik* universitaetsspital college_hospital universitair_ziekenhuis university_federal_credit university_credit university_bank teachers_credit teachers_federal teachers_insurance teachers_retirement educational_credit school_employees schoolsfirst national_laboratory_credit',
  ],
  [
    'government',
    5,
    'city_of town_of village_of county_of state_of province_of government govt municipal* municip* prefeitura* ayuntamiento* diputacion comune_di gemeente* kommune* *kommune kommun *kommun stadtverwaltung landeshauptstadt landkreis kreisverwaltung stadt kanton* canton_de etat_de ministry ministr* ministerstv* ministeri* minister* department_of dept_of departement* departamento_de bundes* bundesamt landesamt finanzamt finanzverwaltung landesbetrieb landtag parliament* parlament* senate senado congreso congress_of house_of_representatives house_of_commons court courts tribunal* gericht* police polizei* politie polizia policia army navy air_force airforce armed_forces military militar ministry_of_defence defence_force department_of_defense dod bureau_of treasury customs toll_customs federal_agency federal_bureau federal_government federal_office federal_service state_government secretaria_de secretaria_da secretariat_of gobierno* governo* governor* gobernacion rijks* provincie prefectur* mairie metropole conseil_regional conseil_general conseil_departemental region_of regione regierung* regeringskansliet council_of city_council county_council district_council borough_council borough shire_council shire regional_council councils kementerian* dinas* pemerintah* kabupaten badan urzad* starostwo gmina magistrat* kreis camara_municipal camara_dos assembleia procuradoria* justica ministerio* defensoria contraloria superintendencia* social_security embassy european_commission european_parliament united_nations selective_service postal_inspection city_and_county parish_council board_of_commissioners board_of_supervisors public_safety sheriff* attorney_general district_attorney legislature legislative judicial judiciary forsvar* skatteverket *verket *myndigheten folketing* riksdag* stortinget valtion* verohallinto kela',
  ],
  [
    'government',
    3,
    'county council councils federal commission authority public_works department administration national_institute national_archives national_library national_center agency_for national_agency environmental_protection port_of port_authority transit_authority water_district housing_authority turnpike public_utility_district civil_aviation weather_service meteorolog* statistic* census patent_office electoral elections district_of state_university_police inspectorate inspection directorate agentur_fur agencia agenzia agence_nationale republic public_administration e_government egov egovernment',
  ],
  [
    'government',
    -4,
    'federal_express federal_mogul federal_home_loan federal_credit federal_savings federal_bank federal_reserve_bank federal_signal city_national county_bank city_bank authority_inc parts_authority food_court courtyard court_house_hotel county_telephone city_telecom county_fiber county_broadband county_wireless county_cable county_internet council_bluffs_fiber ministries navy_federal army_air_force_exchange armed_forces_insurance court_square federation_of state_of_the_art police_credit municipal_credit municipal_light municipal_telephone municipal_communications municipal_utilities',
  ],
  [
    'healthcare',
    5,
    'hospital hospitals *hospital hospitales hospitalier* hopital* hopitaux krankenhaus* *krankenhaus klinik* *klinik *kliniken klinikum* *klinikum clinic clinics clinica clinicas clinique* spital* *spital spitaler sykehus* *sykehus helse sairaala* sjukhus* *sjukhus landsting szpital* nemocnic* ziekenhuis* *ziekenhuis ospedal* azienda_ospedaliera azienda_sanitaria health_system health_systems medical_center medical_centre medical_centers nhs nhs_trust health_trust health_board health_service health_services health_district health_authority cancer_center cancer_centre infirmary hospice rumah_sakit ambulance blood_center blood_service blood_systems university_hospital university_health university_medical physicians healthcare_system regional_health mental_health community_health health_sciences_centre memorial_health childrens_health childrens_medical universitaetsklinik* universitatsklinik* charite rettungsdienst rodekors santa_casa korhaz bolnica bolnice klinicki sanatorium kaiser_foundation clalit maccabi_health',
  ],
  [
    'healthcare',
    3.5,
    'health healthcare medical medicine gesundheit* sante salud saude sanitaria orthopedic* orthopaedic* oncology cardiology surgery surgical pediatric* paediatric* dental radiology nursing rehabilitation care_center dialysis patient wellness',
  ],
  [
    'healthcare',
    -4,
    'health_insurance health_plan medical_devices medical_technology health_partners_plan animal_health hospitality health_net insurance_medical medical_mutual',
  ],

  [
    'business',
    5,
    'insurance insurances *insurance assurance assurances versicherung* *versicherung* seguros assicurazioni verzekering* forsakring* forsikring* vakuutus* pojistovna ubezpieczen* sigorta* biztosito* osiguranje strahovan* reinsurance credit_union federal_credit_union bank banks bankers banco banca banque banka bankasi bancorp bancshares bankshares *bank bank* *banken sparkasse* *sparkasse volksbank* raiffeisen* savings_bank savings_and_loan sparebank* kreditbank pharma* *pharma *pharmaceutical* farmaceut* biotech* *therapeutics therapeutics biosciences genomics diagnostics automotive motors motor_company *motors aerospace airlines *airlines airline airways aviation airport airports flughafen* aeroport* lufthavn hotels hotel resort resorts casino casinos brewing brewery brewer* brauerei* foods beverage* bottling bakery bakeries meats dairy supermarket* grocery grocers restaurants restaurant pizza cosmetics apparel footwear fashion furniture jewel* toys textile* steel steelworks metals aluminium aluminum mining minerals petroleum oil_and_gas refinery pipeline pipelines chemical chemicals chemie chemical_company plastics polymers packaging paper pulp lumber timber cement concrete tire tyre rubber glass ceramics tobacco realty real_estate properties immobilien* immobilier* inmobiliaria mortgage mortgages securities brokerage brokers stockbrokers asset_management wealth_management investment_management capital_management hedge_fund private_equity stock_exchange mercantile_exchange clearing_house law_firm attorneys rechtsanwalte rechtsanwaelte abogados advokat* notaries accountants accounting auditors llp architects architecture construction constructors baugesellschaft bauunternehmen engineers shipyard shipping shipbuilding maritime cruise cruises freight trucking truck_lines cargo railway_company railroad logistics logistik logistica spedition* machine_works maschinenfabrik maschinenbau werkzeug* semiconductor semiconductors microelectronics robotics elevator publishing publishers verlag* *verlag zeitung* newspaper newspapers magazine magazines museum museums theatre theater opera philharmonic zoo church diocese archdiocese ministries synagogue ymca retail stores department_stores travel tourism tours staffing recruitment payroll outsourcing_payroll pension pensions pensionskasse retirement leasing car_rental rent_a_car vending supply_chain distillery winery vineyards seed seeds agro* agri* fertilizer* poultry seafood fisheries veterinary animal_health electric_power power_and_light light_and_power light_power kraftwerk* elektrizitatswerk* energieversorgung* wasserwerke water_company waterworks waste_management sewer eyewear optik orchestra football_club futbol olympic soccer racing motorsport chamber_of_commerce trade_union wholesalers fedex',
  ],
  [
    'business',
    3.5,
    'financial finance finanz* capital investment investments investors advisors adviser* advisory equity equities fund funds trading_company holdings_company mutual loans loan credit payments payment card cards industrial industries industrie industria industrial_group manufacturing manufacturers manufacturer products engineering equipment instruments tools machinery maschinen* electrical electronics devices laboratories labs_inc scientific_instruments life_sciences sciences biological bio* genetics materials coatings composites gas oil energy energie energia energi nuclear solar utilities_company broadcasting broadcasters rundfunk* pictures film films studios entertainment media_group medien* mediengruppe press news marketing advertising advertisement publicity consulting consultants consultancy research_group market_research legal law tax audit associates partners foundation stiftung federation association society verband* kammer* union_of handelskammer homes homebuilders apartments property management_company restaurant_group farm farms farmers fleet auto automobile automobiles automobil autos motor truck trucks parts aircraft helicopters ship marine rail rails transport transports transportation moving storage_company warehouse distribution distributors distributing distributor importers exporters export trade games gaming_commission sport sports fitness golf club wine spirits coffee tea sugar food feed stationery printing print packaging_company security_services guard surveillance_systems safety software_ag',
  ],
  [
    'business',
    2,
    'software consult group_plc group holding holdings international worldwide enterprises enterprise trading global corporation_of company_of commerce ecommerce brands design interactive analytics research automation aero auto logistic security insurance_services pay mobility industries_group development ventures venture solutions_consulting agency family gallery house services_company outsourcing learning_systems water electric electricity power',
  ],
  ['business', 1, 'corporate products_group partner consultant media'],
  // Brands of carriers and providers that run many networks under one name.
  [
    'isp',
    5,
    'vodafone verizon comcast zayo cogent telia telstra optus digicel airtel reliance_jio hutchison swisscom proximus telenor kpn ziggo bouygues_telecom sfr bezeq starhub singtel rogers_communications rogers_cable shaw_communications telus charter_communications cox_communications windstream frontier_communications rostelecom vimpelcom megafon er_telecom chinanet china_unicom china_mobile chinatelecom kddi softbank ntt_communications ntt_global_networks hellovision uplus dacom retn arelion liquid_telecommunications wind_tre fastweb tiscali orange_business orange_polska orange_romania orange_espana orange_belgium orange_slovensko orange_sa century_link centurylink level_3 lumen at_t earthlink inmarsat iridium intelsat eutelsat viasat starlink telesat',
  ],
  [
    'isp',
    4,
    'haberlesme *televizija* antennelaug* antenneforening* bolignet* ertebat* etisalat telematik* provider providers telewizj* *catv catv* mobitel wave_broadband telephon* fernsprech* gemeinschaftsantenne* grossgemeinschaftsantenne* networks_llc telecomunicacao telecomunicacoes teleco telecos netservis* kabelska kablovska *kabelnet lichtnetz energy_authority electric_plant_board',
  ],
  [
    'isp',
    2.5,
    'optica optic optik larga lintas akses sarana nap phone szolgaltato mieszkaniowa rayaneh pardaz* dadeh gostar fanavar* andisheh utilities_commission utility_commission utility_board public_utilit* public_utility municipal_electric electric_system light_department power_communications power_and_communications telephone_and_power energy_and_communications breitbandnetz* stadtnetz breitbandgesellschaft* infocom* telekommunikations* tv_and_internet operadora prov serv_net',
  ],
  [
    'isp',
    1.2,
    'trk multimedia rural nusantara tv telco provision exchange_point coop cooperative fast tronics band',
  ],
  [
    'isp',
    -2.2,
    'power_networks energy_networks gas_networks rewards_network royal_air air_maroc air_france air_canada air_china air_lines air_liquide air_products air_charter air_cargo air_ambulance air_conditioning electric_system_operator satellite_radio television_inc gaming_network internet_security social_network',
  ],
  ['isp', -6, 'telecommunication_union telecommunications_union international_telecommunication'],
  [
    'hosting',
    4,
    'dns hosted gpu *server* *servidor* webhosting *vserver* cloudhosting datacentr* data_centre_services dedicated_hosting anycast_dns colocation_services',
  ],
  [
    'hosting',
    2.5,
    'bilisim registry packet node nodes *node *nodes virtual_it infra *infra metal hyperscaler msp systemhaus* it_haus itk',
  ],
  [
    'hosting',
    1.2,
    'teknolojileri yazilim bilgisayar bilgi informatic* netzwerk* integrator layer digital_services cyber virtuell* online_services computing_services solusindo solusi pc',
  ],
  [
    'research',
    5,
    'research_education_network academic_research_network scientific_computing_network gigapop giga_pop higher_education_computing university_corporation_for_advanced education_network_of ren_association',
  ],

  [
    'education',
    5,
    'koulutuskuntayhtyma* koulutus* opisto *opisto studentenwerk* studierendenwerk* synchrotron* supercomput* state_university_of universities campus_de regents board_of_regents scientific_and_industrial science_and_technology_laboratory observatoire akadem* academi* fachhochschul* berufsschul* kantonsschule gymnasium* *gymnasium opleiding* onderwijs* *onderwijs skolverket school_board catholic_school high_school middle_school grammar_school montessori preparatory_school national_laboratories research_laboratories_university national_academy academia_sinica nauk institutul_national jet_propulsion_laboratory',
  ],
  [
    'education',
    4,
    'recherche forskning* instytut institut* library_system public_library science_center science_centre polytechnique universitar* studium studien* vuz',
  ],
  [
    'government',
    5,
    'usaisc belediye* *belediyesi valiligi bakanligi baskanligi cumhurbaskanligi mudurlugu genel_mudurlugu park_district sanitation_district water_authority fire_department fire_protection fire_district fire_rescue intergovernmental tribe* tribal pueblo_de band_of_mission indian_community indian_tribe first_nation emergency_communications 911 corrections correctional commonwealth_of direction_generale direction_departementale interministerielle direction_interministerielle ville_de commune_de communaute_de communaute_urbaine finanzdirektion swiss_federation swiss_confederation junta_de xunta generalitat_de alcaldia intendencia cabildo mestsky magistrat_mesta wojewodz* urzad_miasta primaria consiliul nato eurocontrol statens vegvesen *styrelsen *styrelse tax_agency tax_authority revenue_service general_services_commission postal_service agency_of national_informatics egovernment egov* *egov* deutscher_wetterdienst landesverwaltung* city_office town_office village_office prefectural_office office_of_the_governor world_health_organization world_bank house_of_commons national_assembly assemblee_nationale federal_reserve_board central_intelligence census_bureau secretary_of_state department_for ministry* state_information_technology hrvatski_sabor ustavni_sud drzavna drzavni shared_services_canada public_schools_authority northern_territory_of city_and_borough supreme_court high_court attorney_generals metropolitan_transit transit_district regional_transit transport_authority armasuisse kreisverwaltung* amtsverwaltung bezirksamt public_health_england public_health_agency inail inps comunita_montana unione_dei_comuni citta_metropolitana',
  ],
  [
    'government',
    4,
    'region etat commune comune provincia_di provincia_de defense defence justice archives fgbu fgku gku affairs secretaria secretariado landes* staats* kraj powiat mesto obec miasta miasto kommunal* territory ville nations revenue tribe township municipio statistical_office territoriale',
  ],
  [
    'government',
    2.5,
    'district town province provincial emergency foreign interior regionen prefecture nation national_ public gbu',
  ],
  [
    'government',
    -4,
    'defense_systems defence_systems defense_solutions public_storage public_broadcasting public_relations public_company public_joint public_limited justice_federal district_hospital hospital_district school_district public_schools public_school region_iv public_library public_radio justice_holdings town_hall_hotel district_photo american_district district_energy',
  ],
  [
    'healthcare',
    5,
    'medical_imaging imaging_associates radiology_associates renal rotes_kreuz rode_kruis croix_rouge red_cross health_department_hospital azienda_usl terveys* sairaanhoito* hyvinvointialue* ggz zorg* *zorg kliniek* *kliniek rehabilitation_institute rehabilitation_hospital health_care surgical_center surgery_center urgent_care regional_medical e_sante esante hospices eye_clinic heart_institute health_foundation cancer_institute childrens_hospital healthsystem *healthcare health_partners health_alliance health_network medical_group medical_associates medecins',
  ],
  [
    'healthcare',
    3.5,
    'imaging blood cancer sanit* asl ulss ausl landsting* lansting* medisch* medizin* medic* med_center cardiac pathology',
  ],

  [
    'business',
    5,
    'metallurgical zavod* kombinat refining petro* apteka* apotek* apotheke* aerolin* royal_air air_lines airways menkul_degerler yatirim_menkul bourse borsa insur* *forsakring* forsikring* lottery loterie lotto* baseball basketball hockey football rugby cricket steelwork* casualty holidays trading_house trade_house nutrition motor_sport petrochemical* petroquim* autotransport* vehicle vehicles commercial_vehicle truck_leasing ship_management coal coals ferry ferries supermercad* hypermarket* mercantil clearing financials financieres kreditna investment_bank home_credit real_estates treuhand* wertpapier* kapitalanlage* mutuelle* sjukforsakring* beverages breweries candies confectionery bottlers nursery_products housewares homewares upholstery tobacco_company photo photography law_offices lawyers rechtsanwaltskanzlei notaires patent_attorneys kancelaria',
  ],
  [
    'business',
    3.5,
    'messe *messe expo exhibition* esports stanko* maschin* frigorif* grafika graphics gummi* karton* pelatihan railway railways bahn *bahn asset savings estate mart terminal terminals ports arena convention arts christian catholic baptist bible import imports factory *werke league gaz gaz* oil nefte* energetic* energet* hydro industri* indust* constru* hotel* turism* *turizm turizm travel* transport* avia* finans* kredit* inwest* invest* investic* fonds* *fonds trust chamber kammer ticaret_ve_sanayi odasi *pay payments* paiement* journal gazette tribune herald telegraph_media times voz diario periodico zeit* news* laboratoires clinical biolog* warehouse store stores supply production *chemie chem* cosmetic* textil* leather lumber* furnishings paper* papier* bau *bau baustoff* stahl* metall* metal aluminium* *glas glass* keramik moebel* mobel* *mobler brau* *brau wein* weingut molkerei* milch* fleisch* *fleisch backwaren lebensmittel* agrar* saaten seeds* tractor* landmaschinen automobil* autohaus *motor motoren* *motoren pumpen* pumps valve valves hydraulic* pneumat* sensor* optics laser* precision instruments* aerosystems avionics helikopter* naviera maritim* schiff* reederei* shipping* harbour harbor hafen* seaport* freight* forwarding cargo* courier* express_delivery post postal poste poczta museum* philharmon* symphony ballet ensemble circus zoolog* aquarium* recreation* amusement leisure ski skiing golf* stadium speedway racecourse racing* casinos bet* betting *bet bookmak* wager* gambl*',
  ],
  [
    'business',
    2,
    'management resources brothers sons sales companies company operating mission alliance cultural radio plant processing gruppo groupe grupo gruppe gruppen koncern* concern operations comercio comercial commercial commerciale ingenieria engenharia ingegneria ingenieur* projekt* planungs* beratung* *beratung consult* werk post_trade verwaltungs* beteiligungs* vertriebs* handels* *handel handel commerce_group torgov* kommer* otel people money price credit* wealth talent hr hrm recruit* payroll_services customer crm erp audit* compliance legal* actuarial streaming',
  ],
  [
    'business',
    1.2,
    'america americas usa us north_america emea apac europe europa asia_pacific worldwide deutschland france uk iberica espana italia nederland polska japan nippon general national american british',
  ],
  // Beginnings and endings that hint at the trade, weaker than words.
  [
    'isp',
    2.5,
    'ip ips sip comunicacion* comunicacio* dial* voip* *voip *cable operador operadora* teleport* *teleports',
  ],
  ['isp', 1.5, 'tel* *comm net* lan* voice *voice gig* any_distance'],
  ['hosting', 3, 'host* dns* *dns web_hosting *webhost *hosting'],
  ['hosting', 1.5, 'web* serv* *serv *space dedi* *cloud virtual* *virtual *web'],
  [
    'hosting',
    2,
    'computer_services computer_systems computer_sales technology_services technology_solutions technology_group tech_solutions data_distributors time_sharing systems_engineering it_technologies business_technology network_services managed_technology',
  ],
  ['hosting', 0.6, 'systems solutions technologies technology'],
  ['hosting', 1, 'data* compu* cyber* *byte *bytes *bit *bits nimbus'],
  // Banks and utilities as first names of something else.
  [
    'business',
    -4,
    'databank bankside_hosting power_line powerline power_net electric_lightwave data_bank stream_bank',
  ],
  [
    'business',
    -5,
    'gas_fibra cooperativa* electric_cooperative electric_membership electric_coop cooperative_telephone telephone_cooperative energia_e_telecom sp_zoo',
  ],
  [
    'isp',
    3,
    'electric_cooperative electric_membership electric_coop cooperativa* rural_electric telephone_cooperative utilities_board light_and_water municipal_light municipal_utilities municipal_telephone municipal_communications stadtwerke* stadtnetz* *stadtnetz* energie_und_telekommunikation',
  ],
];
