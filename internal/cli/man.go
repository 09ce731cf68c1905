package cli

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compromis/internal/french"
)

func (p *program) manCommand() *cobra.Command {
	return &cobra.Command{
		Use: "man", Short: "la page de manuel, au format de la commande man",
		Long: "Pour la lire : compromis man | man -l - . Pour la garder : compromis man >~/.local/share/man/man1/compromis.1",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.man(cmd.Root()) },
	}
}

// man writes the manual: the help of every command, laid out for man(1).
func (p *program) man(root *cobra.Command) error {
	g, err := p.guide()
	if err != nil {
		return err
	}
	p.over = "" // the page is of the program
	var m manual
	m.macro(".TH COMPROMIS 1", french.Date(g.Version), "Compromis", "Compromis")
	m.macro(".SH NOM")
	m.text("compromis - " + root.Short)
	m.macro(".SH SYNOPSIS")
	for _, form := range []string{"compromis", "compromis --lineaire", "compromis commande …"} {
		m.text(form)
		m.macro(".br")
	}
	m.macro(".SH OPTIONS")
	for _, f := range flagsOf(root) {
		m.flag(f)
	}
	m.macro(".SH COMMANDES")
	m.commands(root)
	m.macro(".SH FAITS ET VALEURS")
	for _, fact := range factRows(g) {
		m.entry(fact[0], fact[1])
	}
	m.macro(".SH CODES DE SORTIE")
	for code, meaning := range exitCodes {
		m.entry(strconv.Itoa(code), meaning)
	}
	m.macro(".SH ENVIRONNEMENT")
	m.entry("COMPROMIS_DOSSIERS", "où sont gardés vos dossiers (un répertoire, ou postgres://…), sans l’option --dossiers")
	m.entry("COMPROMIS_CONTENU", "les répertoires posés sur le contenu, sans l’option --contenu, séparés comme ceux de PATH")
	m.entry("NO_COLOR", "aucune couleur")
	if _, err := m.WriteTo(p.Out); err != nil {
		return fmt.Errorf("write manual: %w", err)
	}
	return nil
}

// manual is a page in the language of man.
type manual struct{ bytes.Buffer }

// commands writes every command under one, with its own options.
func (m *manual) commands(parent *cobra.Command) {
	for _, cmd := range parent.Commands() {
		if cmd.Hidden {
			continue
		}
		m.macro(".SS", line(cmd))
		m.text(cmd.Short + ".")
		for _, paragraph := range paragraphs(cmd) {
			m.macro(".PP")
			m.text(paragraph)
		}
		for _, f := range flagsOf(cmd) {
			if cmd.Root().PersistentFlags().Lookup(f.Name) == nil {
				m.flag(f)
			}
		}
		m.commands(cmd)
	}
}

func (m *manual) flag(f *pflag.Flag) { m.entry(written(f), f.Usage) }

// entry writes a name, and what it means under it.
func (m *manual) entry(name, means string) {
	m.macro(".TP")
	m.macro(".B", name)
	m.text(means)
}

// macro writes an order to man, with what it is about.
func (m *manual) macro(order string, about ...string) {
	m.WriteString(order)
	for _, s := range about {
		m.WriteString(` "` + strings.ReplaceAll(roff(s), `"`, `\(dq`) + `"`)
	}
	m.WriteByte('\n')
}

// text writes words. A line that began with a dot would be an order.
func (m *manual) text(s string) { m.WriteString(`\&` + roff(s) + "\n") }

// roff makes words mean themselves.
func roff(s string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, french.NBSP, `\ `, "\n", " ").Replace(french.Typeset(s))
}
