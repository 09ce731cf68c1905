#!/usr/bin/env bash
# Signs a program of Windows in place, with a certificate made for the occasion in the
# folder $SIGNING: what release/ calls for each program (docs/publier.md). Needs
# osslsigncode and openssl.
#
#   usage: SIGNING=FOLDER release … -sign test/e2e/sign.sh
set -euo pipefail
case $2 in windows/*) ;; *) exit 0 ;; esac
if [[ ! -e $SIGNING/certificate.pem ]]; then
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Compromis, essai' \
		-addext extendedKeyUsage=codeSigning -keyout "$SIGNING/key.pem" -out "$SIGNING/certificate.pem" 2>/dev/null
fi
osslsigncode sign -certs "$SIGNING/certificate.pem" -key "$SIGNING/key.pem" -n Compromis -h sha256 -in "$1" -out "$1.signed"
mv "$1.signed" "$1"
