#!/bin/sh
# After the program is removed, not when it is replaced by another version: deb and
# apk say so in words, rpm by how many are left. Nobody's cases are touched.
case "${1:-}" in
upgrade | failed-upgrade | abort-install | abort-upgrade | disappear | purge | 1) exit 0 ;;
esac
cat <<'FIN'
Compromis est retiré. Les dossiers de chaque utilisateur restent chez lui, dans
~/.local/share/compromis (ou là où COMPROMIS_DOSSIERS les met). Pour les effacer
aussi, chacun supprime ce répertoire.
FIN
exit 0
