// Planifier plays rooms that vote, many at once, on servers and doors that are not there:
// it says how many machines are needed, what is full first, and what happens when one dies.
//
//	go run ./docs/planifier -salles 50000 -participants 1000000 -minutes 10
//
// It is a simulation of discrete events (engine.go): programs that open their rooms, people
// who come in, vote, see the result, and come back (person.go); programs that write in turn,
// each all that waits (room.go); a server that makes safe together all that waits for its
// disk. What each thing costs is in one table, with the test that measured it (costs.go).
// measured_test.go plays what was really measured; theory_test.go holds the queues against
// theory. What is planned, and how, is in plan.go. It is no part of the program.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
)

func main() {
	debug.SetGCPercent(800) // memory is there, and each event is a little of it
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if err != flag.ErrHelp {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(2)
	}
}

const help = `Planifier : combien de machines pour beaucoup de salles à la fois, et ce qui sature d’abord.

Chaque salle a le programme de son formateur, sur son ordinateur, et des portes hébergées.
Les programmes s’ouvrent, les participants arrivent, puis toutes les salles votent dans la
même minute. Tout est simulé, avec des coûts mesurés (-couts). Rien n’est lancé.

  go run ./docs/planifier -salles 50000 -participants 1000000 -minutes 10

`

// run plans what is asked.
func run(args []string, out, errs io.Writer) error {
	w := wish{}
	f := flag.NewFlagSet("planifier", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.Usage = func() {} // a fault is told in one sentence
	f.IntVar(&w.rooms, "salles", 50_000, "`nombre` de salles")
	f.IntVar(&w.people, "participants", 1_000_000, "`nombre` de participants, en tout")
	f.Float64Var(&w.minutes, "minutes", 10, "`minutes` pendant lesquelles ils arrivent")
	f.IntVar(&w.doors, "portes", 1, "`nombre` de portes hébergées par salle")
	f.IntVar(&w.votes, "votes", 2, "`nombre` de votes de chaque salle")
	f.IntVar(&w.played, "simules", 12, "`nombre` de serveurs simulés, les plus chargés ; 0 pour tous : ils ne savent rien les uns des autres")
	f.Uint64Var(&w.seed, "graine", 1, "`nombre` d’où vient le hasard : le même donne les mêmes chiffres")
	f.Float64Var(&w.serverCores, "serveur-coeurs", 8, "`cœurs` d’un serveur PostgreSQL")
	f.Float64Var(&w.serverGB, "serveur-go", 32, "`Go` de mémoire d’un serveur")
	f.IntVar(&w.connections, "connexions", 4000, "`nombre` de connexions qu’un serveur accepte (400 essayées)")
	f.Float64Var(&w.doorCores, "porte-coeurs", 16, "`cœurs` d’une machine de portes")
	f.Float64Var(&w.doorGB, "porte-go", 64, "`Go` de mémoire d’une machine de portes")
	f.Float64Var(&w.speed, "vitesse", 1, "`fois` la vitesse d’un cœur de la machine des mesures")
	f.Float64Var(&w.back, "retour", 10, "`secondes` avant que ce qui tombe soit relancé")
	price := prices{}
	f.Float64Var(&price.server, "prix-serveur", 0, "`prix` d’un serveur pour une heure, dans votre monnaie")
	f.Float64Var(&price.machine, "prix-porte", 0, "`prix` d’une machine de portes pour une heure")
	f.Float64Var(&price.hours, "heures", 2, "`heures` que durent les salles")
	show := f.Bool("couts", false, "montre les coûts, et d’où vient chacun")
	if err := f.Parse(args); err == flag.ErrHelp {
		tellOptions(errs, f)
		return err
	} else if err != nil || f.NArg() > 0 {
		return fmt.Errorf("Une option n’existe pas, ou sa valeur ne se lit pas\u00a0: %s. L’option -h les montre toutes.", strings.Join(args, " "))
	}
	if *show {
		tellCosts(out)
		return nil
	}
	if err := w.check(); err != nil {
		return err
	}
	w.solve().tell(out, price)
	return nil
}

// tellOptions is the help.
func tellOptions(out io.Writer, f *flag.FlagSet) {
	fmt.Fprint(out, help)
	f.VisitAll(func(o *flag.Flag) {
		what, says := flag.UnquoteUsage(o)
		usual := ""
		if o.DefValue != "0" && o.DefValue != "false" {
			usual = " (sinon " + o.DefValue + ")"
		}
		fmt.Fprintf(out, "  -%s %s\n      %s%s\n", o.Name, what, says, usual)
	})
}

// check says in French what cannot be planned.
func (w wish) check() error {
	switch {
	case w.rooms < 1 || w.people < 0 || w.minutes <= 0 || w.votes < 1 || w.played < 0 || w.doors < 0 || w.doors > 50:
		return fmt.Errorf("Rien à planifier. Donnez au moins une salle, un vote et un temps d’arrivée, et de 0 à 50 portes par salle.")
	case w.serverCores < 1 || w.doorCores < 1 || w.serverGB <= 0 || w.doorGB <= 0 || w.speed <= 0 || w.back <= 0:
		return fmt.Errorf("Une machine sans cœur, sans mémoire ou qui ne revient jamais ne porte rien. Donnez des nombres positifs.")
	case w.most() < 1 || w.connections < 2*w.programs():
		return fmt.Errorf("Un serveur de %d connexions ne tient pas une salle de %d programmes. Augmentez -connexions.", w.connections, w.programs())
	case w.people > 10_000*w.rooms:
		return fmt.Errorf("Une salle compte 10 000 places au plus. Donnez plus de salles, ou moins de participants.")
	}
	return nil
}
