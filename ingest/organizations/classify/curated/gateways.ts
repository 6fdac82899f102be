/** VPN and proxy networks by AS number; written by us from general knowledge. */
export const VPN_PROVIDERS = `
208172 Proton VPN; 62371 Proton; 209103 Proton VPN; 199218 Proton VPN; 39351 Mullvad; 198093 Mullvad; 216025 Mullvad; 209854 Surfshark; 206092 FNS Holdings; 22781 StrongVPN; 147049 NordVPN; 207137 NordVPN; 141039 NordVPN; 53958 Auproxies; 197200 Key-Proxy; 4224 Calyx Institute; 60729 Tor exits; 208323 Tor exits; 205100 Tor exits; 210083 Privex; 58065 Orion Network; 11527 Xproxies; 398781 Oculus Networks; 396507 Emerald Onion; 204957 Green Floid; 55081 24Shells; 136787 PacketHub; 272096 PacketHub
`;

/**
 * Secure web gateways and security clouds that companies send their people's traffic through: somebody at work,
 * not known where. Written by us from general knowledge.
 */
export const WEB_GATEWAYS = `
22616 Zscaler; 62044 Zscaler; 53813 Zscaler; 55256 Netskope; 36692 Cisco Umbrella; 13445 Cisco Webex; 62654 Menlo Security; 13448 Forcepoint; 44444 Forcepoint; 213176 Check Point SSE; 25046 Check Point; 55002 F5 Distributed Cloud; 54538 Palo Alto Prisma Access; 396421 Palo Alto Prisma Access; 14600 Skyhigh Security; 13150 Cato Networks; 30031 Mimecast; 22843 Proofpoint; 26211 Proofpoint; 52129 Proofpoint; 13916 Proofpoint; 19905 Neustar Security; 198949 Radware; 15324 Barracuda; 62642 Bigleaf; 134433 RedShield
`;
