#!/bin/sh
# Ouvre Compromis dans Terminal, d'un double clic.
cd "$HOME" || exit
exec "$(dirname "$0")/compromis" "$@"
