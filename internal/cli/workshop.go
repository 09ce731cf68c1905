package cli

// ViewWorkshop is the view of a room that answers from its own terminals.
const ViewWorkshop = "atelier"

// Workshop is how to open a room. What was not given is empty, or 0, but for the
// port.
type Workshop struct {
	Dir       string // where the room is kept
	Address   string // the interface to listen on
	Port      int    // 0 is any free one
	Code      string
	Max       int // participants
	HostKey   string
	Log       string // the file that keeps what goes wrong
	Addresses bool   // and where it came from
}

// defaultPort is not that of SSH itself, which the machine may use.
const defaultPort = 2222

func workshopCommand() command {
	return command{
		name: ViewWorkshop, usage: "[--adresse toutes]", summary: "ouvrir une salle : chacun répond depuis son propre terminal, par SSH",
		more: "D’office, seul cet ordinateur peut rejoindre. Avec --adresse toutes, ou l’adresse d’une de vos cartes réseau, la salle s’ouvre au réseau local. Les réponses restent sur cet ordinateur, et personne n’a de compte : un code suffit. " +
			"L’atelier est gardé à chaque réponse : la même commande le reprend là où il en était. Pour finir, tapez q puis f dans la console : un compte rendu sans nom est écrit, et les réponses sont effacées.",
		flags: []flag{
			{names: []string{"--adresse"}, value: "adresse", summary: "une adresse de cet ordinateur, ou « toutes » ; d’office, cet ordinateur seul"},
			{names: []string{"--port"}, value: "nombre", summary: "d’office, 2222 ; 0 prend un port libre"},
			{names: []string{"--code"}, value: "code", summary: "le code de la salle ; d’office, tiré au hasard"},
			{names: []string{"--participants-max"}, value: "nombre", summary: "combien de personnes à la fois ; d’office, 100"},
			{names: []string{"--cle-hote"}, value: aFile, summary: "la clé de la salle, créée si le fichier n’existe pas ; d’office, une clé gardée avec l’atelier"},
			{names: []string{"--salle"}, value: aFolder, summary: "où l’atelier est gardé ; d’office, votre répertoire personnel"},
			{names: []string{"--erreurs"}, value: aFile, summary: "y noter ce qui ne va pas, sans adresse ni nom"},
			{names: []string{"--avec-adresses"}, summary: "y noter aussi les adresses des participants"},
		},
		run: runWorkshop,
	}
}

// runWorkshop is a room asked for where there is no screen, or badly.
func runWorkshop(c *call) error {
	if _, err := c.workshop(); err != nil {
		return err
	}
	return usageError("L’atelier demande un vrai terminal, pour le formateur.")
}

// workshop reads how to open a room.
func (g given) workshop() (Workshop, error) {
	w := Workshop{
		Dir: g.value("--salle"), Address: g.value("--adresse"), Port: defaultPort, Code: g.value("--code"),
		HostKey: g.value("--cle-hote"), Log: g.value("--erreurs"), Addresses: g.has("--avec-adresses"),
	}
	var err error
	if g.has("--port") {
		w.Port, err = g.whole("--port", 0)
	}
	if err == nil && g.has("--participants-max") {
		w.Max, err = g.whole("--participants-max", 1)
	}
	if err == nil && w.Addresses && w.Log == "" {
		err = usageError("L’option --avec-adresses demande --erreurs" + nbsp + ": elle dit quoi y noter.")
	}
	return w, err
}
