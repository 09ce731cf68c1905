package main

// cost is something that a program, a server or a phone spends.
type cost int

// What is spent, and where. A program is what shows a room: that of its trainer, or a door.
const (
	openOnServer cost = iota // processor of the server
	connectOnServer
	beatOnServer
	turnOnServer
	eventOnServer
	openOnProgram // processor of a program
	restOnProgram
	enterOnProgram
	comeBackOnProgram
	voteOnProgram
	turnOnProgram
	folderOnProgram
	learnOnProgram
	countOnProgram
	drawOnce
	drawOnProgram
	resultOnProgram
	turnOfTest   // processor of a program without pages
	enterOnPhone // processor of a page of the tests
	voteOnPhone
	hearOnPhone
	folderWait // of a folder, for all that waits for its disk
	diskWait   // of the server, for all that waits for it
	roundTrip
	connectionMemory // bytes
	programMemory
	pageMemory
	eventKept
	eventLogged
	beatLogged
	enterSent
	voteSent
	costs
)

// measured is a cost, and where it was measured: a test or a benchmark of this repository.
// Times are in seconds of one core, memory, disk and network in bytes.
type measured struct {
	value float64
	what  string // in French, for -couts
	where string
}

const ms = 1e-3

// table is the only place where these costs are. The tests were run on 29 November 2026, on
// a machine of two cores that the clients, the doors and the server shared, the server
// waiting for its disk (fsync). What cannot be read directly was deduced: the remark says from what.
var table = [costs]measured{
	openOnServer:    {150 * ms, "serveur : un programme ouvre sa salle, ses deux connexions comprises", "TestManyRooms"},
	connectOnServer: {46 * ms, "serveur : une connexion", "40 connexions de psql, l’une après l’autre"},
	beatOnServer:    {1.4 * ms, "serveur : une seconde d’un programme où rien ne se passe", "TestManyRooms, au repos"},
	turnOnServer:    {1.1 * ms, "serveur : un tour pour écrire, sans ce qu’il écrit", "TestManyRooms, 400 et 800 votes par seconde"},
	eventOnServer:   {0.25 * ms, "serveur : un événement de plus dans un tour", "TestManyRooms, à saturation"},

	openOnProgram:     {320 * ms, "programme : son lancement", "TestManyDoors, PAGES=20 DOORS=1"},
	restOnProgram:     {4.1 * ms, "programme : une seconde où rien ne se passe", "TestManyDoors, PAGES=20 DOORS=1"},
	enterOnProgram:    {1.1 * ms, "programme : une page qui entre, son flux compris", "TestManyDoors"},
	comeBackOnProgram: {0.6 * ms, "programme : une page qui revient", "la moitié d’une entrée, supposée"},
	voteOnProgram:     {0.6 * ms, "programme : une réponse", "TestManyPages"},
	turnOnProgram:     {2 * ms, "programme : un tour pour écrire sur un serveur", "TestManyDoors, 3 et 10 portes"},
	folderOnProgram:   {0.1 * ms, "programme : un tour pour écrire dans un dossier", "BenchmarkVote, BenchmarkCrowdVotes"},
	learnOnProgram:    {0.1 * ms, "programme : un événement écrit par un autre", "TestManyDoors, 3 et 10 portes"},
	countOnProgram:    {0.04 * ms, "programme : le compte des réponses, à une page", "TestManyPages"},
	drawOnce:          {4 * ms, "programme : tout change, sans compter les pages", "TestManyDoors, PAGES=20 DOORS=1"},
	drawOnProgram:     {0.2 * ms, "programme : un vote qui s’ouvre, à une page", "TestManyDoors, « seeing the vote »"},
	resultOnProgram:   {0.08 * ms, "programme : un résultat, à une page", "TestManyDoors, « seeing the result »"},

	turnOfTest:   {0.45 * ms, "essais : un tour d’une salle sans page", "TestManyRooms"},
	enterOnPhone: {0.6 * ms, "essais : une page qui entre", "TestManyDoors"},
	voteOnPhone:  {0.4 * ms, "essais : une réponse", "TestManyDoors"},
	hearOnPhone:  {0.015 * ms, "essais : un événement du flux", "TestManyDoors"},

	folderWait: {1 * ms, "dossier : une attente du disque, pour tous ceux qui l’attendent", "BenchmarkVote"},
	diskWait:   {2 * ms, "serveur : une attente du disque, pour tous ceux qui l’attendent", "TestManyRooms (pg_stat_wal)"},
	roundTrip:  {0.1 * ms, "un aller-retour entre un programme et son serveur, même salle de machines", "supposé"},

	connectionMemory: {1.8e6, "serveur : mémoire d’une connexion (un programme en a deux)", "TestManyRooms"},
	programMemory:    {27e6, "programme : sa mémoire", "TestManyDoors, PAGES=20 DOORS=1"},
	pageMemory:       {24e3, "programme : mémoire d’une page", "TestManyDoors, 1 000 pages par porte"},
	eventKept:        {300, "serveur : disque, par événement gardé", "TestManyRooms"},
	eventLogged:      {250, "serveur : journal (WAL), par événement", "TestManyRooms"},
	beatLogged:       {400, "serveur : journal (WAL), par seconde d’un programme où rien ne se passe", "TestManyRooms, au repos"},
	enterSent:        {4e3, "réseau : une page qui entre", "TestManyDoors"},
	voteSent:         {20e3, "réseau : une question, du vote ouvert au résultat, pour une page", "TestManyDoors"},
}

func (c cost) of() float64 { return table[c].value }

// What the code says, in seconds: see internal/workshop/shared.go, internal/postgres/address.go
// and internal/door/web/page.js.
const (
	leaseTime  = 3.0
	beatEvery  = 1.0
	leasePause = 0.1
	tryAgain   = 0.5 // a program whose server is gone
	patience   = 5.0 // for an answer of a server
	pace       = 1.0 // of the count of answers
	batch      = 1024
)

// A page comes again after a while that grows, and that chance spreads.
func comesAgain(s *sim, retry int) float64 {
	return 0.25*float64(min(retry, 6)) + 0.5*s.rand.Float64()
}

// touchesAgain is when somebody whose answer was not kept gives it again.
const touchesAgain = 3.0

// backOff is when a program tries again, that had so many times in a row no answer in time.
func backOff(s *sim, late int) float64 {
	return (0.5 + 0.5*s.rand.Float64()) * float64(int(1)<<min(late, 5))
}
