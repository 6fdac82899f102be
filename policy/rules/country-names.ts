/**
 * Names of countries by ISO 3166-1 alpha-2 code. Kept here and not asked of the engine: a rule's sentence is part of the
 * published notice, and a name that changes with a version of Node would make every notice stale. Where a name takes an article, it has it.
 */
export const COUNTRY_NAMES: ReadonlyMap<string, string> = new Map(
  (
    `AD Andorra|AE the United Arab Emirates|AF Afghanistan|AG Antigua & Barbuda|AI Anguilla|AL Albania|` +
    `AM Armenia|AO Angola|AQ Antarctica|AR Argentina|AS American Samoa|AT Austria|AU Australia|AW Aruba|` +
    `AX Åland Islands|AZ Azerbaijan|BA Bosnia & Herzegovina|BB Barbados|BD Bangladesh|BE Belgium|` +
    `BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|BL St. Barthélemy|BM Bermuda|BN Brunei|` +
    `BO Bolivia|BQ Caribbean Netherlands|BR Brazil|BS the Bahamas|BT Bhutan|BV Bouvet Island|BW Botswana|` +
    `BY Belarus|BZ Belize|CA Canada|CC Cocos (Keeling) Islands|CD Congo - Kinshasa|` +
    `CF the Central African Republic|CG Congo - Brazzaville|CH Switzerland|CI Côte d’Ivoire|CK the Cook Islands|` +
    `CL Chile|CM Cameroon|CN China|CO Colombia|CR Costa Rica|CU Cuba|CV Cape Verde|CW Curaçao|` +
    `CX Christmas Island|CY Cyprus|CZ Czechia|DE Germany|DJ Djibouti|DK Denmark|DM Dominica|` +
    `DO the Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|EH Western Sahara|ER Eritrea|` +
    `ES Spain|ET Ethiopia|FI Finland|FJ Fiji|FK the Falkland Islands|FM Micronesia|FO the Faroe Islands|` +
    `FR France|GA Gabon|GB the United Kingdom|GD Grenada|GE Georgia|GF French Guiana|GG Guernsey|GH Ghana|` +
    `GI Gibraltar|GL Greenland|GM Gambia|GN Guinea|GP Guadeloupe|GQ Equatorial Guinea|GR Greece|` +
    `GS South Georgia & South Sandwich Islands|GT Guatemala|GU Guam|GW Guinea-Bissau|GY Guyana|` +
    `HK Hong Kong SAR China|HM Heard & McDonald Islands|HN Honduras|HR Croatia|HT Haiti|HU Hungary|` +
    `ID Indonesia|IE Ireland|IL Israel|IM Isle of Man|IN India|IO British Indian Ocean Territory|IQ Iraq|` +
    `IR Iran|IS Iceland|IT Italy|JE Jersey|JM Jamaica|JO Jordan|JP Japan|KE Kenya|KG Kyrgyzstan|` +
    `KH Cambodia|KI Kiribati|KM the Comoros|KN St. Kitts & Nevis|KP North Korea|KR South Korea|KW Kuwait|` +
    `KY the Cayman Islands|KZ Kazakhstan|LA Laos|LB Lebanon|LC St. Lucia|LI Liechtenstein|LK Sri Lanka|` +
    `LR Liberia|LS Lesotho|LT Lithuania|LU Luxembourg|LV Latvia|LY Libya|MA Morocco|MC Monaco|MD Moldova|` +
    `ME Montenegro|MF St. Martin|MG Madagascar|MH the Marshall Islands|MK North Macedonia|ML Mali|` +
    `MM Myanmar (Burma)|MN Mongolia|MO Macao SAR China|MP Northern Mariana Islands|MQ Martinique|` +
    `MR Mauritania|MS Montserrat|MT Malta|MU Mauritius|MV the Maldives|MW Malawi|MX Mexico|MY Malaysia|` +
    `MZ Mozambique|NA Namibia|NC New Caledonia|NE Niger|NF Norfolk Island|NG Nigeria|NI Nicaragua|` +
    `NL the Netherlands|NO Norway|NP Nepal|NR Nauru|NU Niue|NZ New Zealand|OM Oman|PA Panama|PE Peru|` +
    `PF French Polynesia|PG Papua New Guinea|PH the Philippines|PK Pakistan|PL Poland|` +
    `PM St. Pierre & Miquelon|PN Pitcairn Islands|PR Puerto Rico|PS Palestinian Territories|PT Portugal|` +
    `PW Palau|PY Paraguay|QA Qatar|RE Réunion|RO Romania|RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|` +
    `SB the Solomon Islands|SC the Seychelles|SD Sudan|SE Sweden|SG Singapore|SH St. Helena|SI Slovenia|` +
    `SJ Svalbard & Jan Mayen|SK Slovakia|SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia|SR Suriname|` +
    `SS South Sudan|ST São Tomé & Príncipe|SV El Salvador|SX Sint Maarten|SY Syria|SZ Eswatini|` +
    `TC the Turks & Caicos Islands|TD Chad|TF French Southern Territories|TG Togo|TH Thailand|TJ Tajikistan|` +
    `TK Tokelau|TL Timor-Leste|TM Turkmenistan|TN Tunisia|TO Tonga|TR Türkiye|TT Trinidad & Tobago|` +
    `TV Tuvalu|TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda|UM U.S. Outlying Islands|US the United States|` +
    `UY Uruguay|UZ Uzbekistan|VA Vatican City|VC St. Vincent & Grenadines|VE Venezuela|` +
    `VG the British Virgin Islands|VI the U.S. Virgin Islands|VN Vietnam|VU Vanuatu|WF Wallis & Futuna|WS Samoa|` +
    `YE Yemen|YT Mayotte|ZA South Africa|ZM Zambia|ZW Zimbabwe`
  )
    .split('|')
    .map((entry) => [entry.slice(0, 2), entry.slice(3)]),
);
