// Package cost is what a passphrase costs whoever tries one. Only casefile, and
// casefiletest, which makes it small, may import it.
package cost

// Factor of scrypt: 2^17 rounds, 128 MiB of memory, a fraction of a second. Source:
// OWASP Password Storage Cheat Sheet, scrypt.
const Factor = 17

// Current is the factor of the passphrases given from now on.
var Current = Factor
