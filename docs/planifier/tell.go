package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// prices are those of an hour, as somebody gave them: none is known here.
type prices struct{ server, machine, hours float64 }

// use is how much of something is used, at most.
type use struct {
	what  string
	share float64
	how   string
}

// tell writes the plan in French.
func (p *plan) tell(out io.Writer, price prices) {
	programs := p.rooms * p.programs()
	fmt.Fprintf(out, "%s salles, %s participants qui arrivent en %g minutes, %d %s par salle\n\n", thousands(p.rooms), thousands(p.people), p.minutes, p.doors, plural(p.doors, "porte hébergée", "portes hébergées"))
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	line := func(what, how string, args ...any) { fmt.Fprintf(t, "%s\t%s\n", what, fmt.Sprintf(how, args...)) }
	machines := p.servers * p.machines
	if p.doors == 0 {
		machines = 0
	}
	line("Portes hébergées", "%s, plus les %s programmes des formateurs", thousands(p.rooms*p.doors), thousands(p.rooms))
	line("Serveurs PostgreSQL", "%d de %g cœurs et %g Go, %d salles chacun au plus", p.servers, p.serverCores, p.serverGB, int(p.worst(func(c *cell) float64 { return float64(len(c.rooms)) })))
	line("Machines de portes", "%d de %g cœurs et %g Go, %d par serveur", machines, p.doorCores, p.doorGB, machines/p.servers)
	line("En tout", "%s cœurs, %s Go de mémoire", thousands(int(float64(p.servers)*p.serverCores+float64(machines)*p.doorCores)), thousands(int(float64(p.servers)*p.serverGB+float64(machines)*p.doorGB)))
	events, played := 0.0, 0.0
	for _, c := range p.cells {
		events, played = events+float64(c.server.events), played+float64(len(c.rooms))
	}
	events *= float64(p.rooms) / played
	line("Disque, en tout", "%.1f Go gardés jusqu’à la fin des salles ; journal du serveur : %.1f Go par heure, dont %.1f de programmes qui disent être là",
		events*eventKept.of()/1e9, (events*eventLogged.of()+float64(programs)*beatLogged.of()*3600)/1e9, float64(programs)*beatLogged.of()*3600/1e9)
	perVote := float64(p.people) * voteSent.of() / (spread + answering)
	line("Réseau vers les pages", "%.1f Gbit/s quand tous votent ; %.2f quand tous arrivent", perVote*8/1e9, float64(p.people)*enterSent.of()/(p.minutes*60)*8/1e9)
	if price.server > 0 || price.machine > 0 {
		line("Prix", "%.2f = %g h × (%d × %g + %d × %g)", price.hours*(float64(p.servers)*price.server+float64(machines)*price.machine), price.hours, p.servers, price.server, machines, price.machine)
	} else {
		line("Prix", "heures × (%d × prix d’un serveur + %d × prix d’une machine) : donnez -prix-serveur et -prix-porte", p.servers, machines)
	}
	t.Flush()
	p.tellDelays(out)
	p.tellUses(out)
	p.tellDeaths(out)
}

func (p *plan) tellDelays(out io.Writer) {
	fmt.Fprintf(out, "\nCe que chacun attend, sur %s\n  %-30s %-10s %-10s %s\n", p.which(), "", "p50", "p99", "au plus")
	for _, d := range []struct {
		what string
		of   func(*cell) *tally
	}{
		{"entrer", func(c *cell) *tally { return &c.enter }},
		{"réponse gardée, et dite telle", func(c *cell) *tally { return &c.ack }},
		{"le résultat sur la page", func(c *cell) *tally { return &c.reveal }},
	} {
		all := p.sum(d.of)
		fmt.Fprintf(out, "  %-30s %-10s %-10s %s\n", d.what, delay(all.at(50)), delay(all.at(99)), delay(all.most))
	}
	arrived, entered, cast, told, lost := 0, 0, 0, 0, 0
	for _, c := range p.cells {
		arrived, entered, cast, told, lost = arrived+c.arrived, entered+c.entered, cast+c.cast, told+c.told, lost+c.lost
	}
	fmt.Fprintf(out, "  arrivés %s, entrés %s ; votes donnés %s, dits gardés %s, perdus %d\n", thousands(arrived), thousands(entered), thousands(cast), thousands(told), lost)
}

// which servers are played.
func (p *plan) which() string {
	if n := len(p.cells); n < p.servers {
		return fmt.Sprintf("les %d serveurs les plus chargés, simulés en entier ; les autres sont pareils", n)
	}
	return "tous les serveurs, simulés en entier"
}

// uses are what may be full, the fullest first.
func (p *plan) uses() []use {
	programs := p.worst(func(c *cell) float64 { return float64(len(c.rooms) * p.programs()) })
	people := p.worst(func(c *cell) float64 { return float64(c.people) })
	hosted := programs / float64(p.programs()) * float64(p.doors) / float64(p.machines)
	all := []use{
		{"connexions d’un serveur", 2 * programs / float64(p.connections), "deux par programme"},
		{"mémoire d’un serveur", 2 * programs * connectionMemory.of() / (p.serverGB * 1e9), "un processus par connexion"},
		{"processeur d’un serveur", p.worst(func(c *cell) float64 { return c.server.cores.peak() }),
			fmt.Sprintf("dont %.0f %% pour des programmes où rien ne se passe", 100*programs*beatOnServer.of()/p.speed/p.serverCores)},
	}
	if p.doors > 0 {
		all = append(all,
			use{"mémoire d’une machine de portes", (hosted*programMemory.of() + people/float64(p.machines)*pageMemory.of()) / (p.doorGB * 1e9), "un programme par salle"},
			use{"processeur d’une machine de portes", p.worst((*cell).doorsPeak), fmt.Sprintf("dont %.0f %% pour des programmes où rien ne se passe", 100*hosted*restOnProgram.of()/p.speed/p.doorCores)})
	}
	slices.SortStableFunc(all, func(a, b use) int { return cmp.Compare(b.share, a.share) })
	return all
}

func (p *plan) tellUses(out io.Writer) {
	fmt.Fprintf(out, "\nCe qui sature d’abord, au plus fort (sur 10 s, le plus plein)\n")
	for _, u := range p.uses() {
		fmt.Fprintf(out, "  %-36s %3.0f %%   %s\n", u.what, 100*u.share, u.how)
	}
}

func (p *plan) tellDeaths(out io.Writer) {
	fmt.Fprintf(out, "\nSi quelque chose tombe pendant que tous votent, et revient après %g s (le serveur le plus chargé)\n", p.back)
	c := p.dies((*cell).losesServer)
	if unheard := c.silent(); unheard > 0 {
		fmt.Fprintf(out, "  un serveur : %d salles sur %d n’écrivent toujours pas à la fin\n", unheard, len(c.rooms))
	} else {
		fmt.Fprintf(out, "  un serveur : une salle écrit de nouveau %s après (p50), %s (p99)\n", delay(c.wrote.at(50)), delay(c.wrote.at(99)))
	}
	fmt.Fprintf(out, "    votes donnés %s, dits gardés %s, dits gardés et perdus %d\n", thousands(c.cast), thousands(c.told), c.lost)
	if p.doors == 0 {
		return
	}
	c = p.dies((*cell).losesMachine)
	fmt.Fprintf(out, "  une machine de portes : %s pages de retour en %s (p50), %s (p99)\n", thousands(c.back.n), delay(c.back.at(50)), delay(c.back.at(99)))
	fmt.Fprintf(out, "    votes donnés %s, dits gardés %s, dits gardés et perdus %d\n", thousands(c.cast), thousands(c.told), c.lost)
}

// silent is how many rooms have not written since their server died.
func (c *cell) silent() (n int) {
	for _, r := range c.rooms {
		if r.lost > 0 && len(r.people) > 0 {
			n++
		}
	}
	return n
}

// tellCosts shows the table of costs.
func tellCosts(out io.Writer) {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, c := range table {
		value := delay(c.value)
		switch {
		case c.value >= 1e6:
			value = fmt.Sprintf("%.3g Mo", c.value/1e6)
		case c.value >= 100:
			value = fmt.Sprintf("%.3g ko", c.value/1e3)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\n", value, c.what, c.where)
	}
	t.Flush()
}

func delay(s float64) string {
	switch {
	case s < 1*ms:
		return fmt.Sprintf("%.2g ms", s/ms)
	case s < 1:
		return fmt.Sprintf("%.3g ms", s/ms)
	}
	return fmt.Sprintf("%.1f s", s)
}

// thousands writes a number as one reads it.
func thousands(n int) string {
	s := strconv.Itoa(n)
	var parts []string
	for len(s) > 3 {
		parts = append([]string{s[len(s)-3:]}, parts...)
		s = s[:len(s)-3]
	}
	return strings.Join(append([]string{s}, parts...), "\u202f")
}

func plural(n int, one, many string) string {
	if n < 2 {
		return one
	}
	return many
}
