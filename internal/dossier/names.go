package dossier

import "compromis/decision"

// The steps that stand for an act when the journal has no other trace of it.
const (
	StepComplaint = "consigner-reclamation" // asks to write a complaint down
	StepReminder  = "relancer-par-ecrit"
	StepNotice    = "mettre-en-demeure"
)

// Named are the pages, the answers and the time limits of the content that the
// program knows by name.
type Named struct {
	Bases      []string // ids of legal bases, whose pages are in fondements/
	Steps      []string // ids of steps, whose pages are in etapes/
	Answers    []decision.Setting
	TimeLimits []string // ids in baremes/delais.csv
}

// Names are those without which a command could not run, or would count wrong.
// Content refuses to go without one: what it accepts, every command can run.
var Names = Named{
	Bases: []string{
		"c-civ-1103", "c-civ-1231-6", "c-civ-1343-1", "c-civ-1344", "c-civ-2224", "c-civ-2238", "c-civ-2240", "c-civ-2241", "c-civ-2244", "c-civ-2250",
		"c-com-d441-5", "c-com-l110-4", "c-com-l133-6", "c-com-l441-10", "c-com-l622-21", "c-com-l622-24", "c-com-l622-28",
		"c-conso-l218-2", "c-conso-l241-4", "cass-civ1-2020-09-09", "cass-com-2022-05-18", "ccp-l2192-10", "cmf-l313-2", "cmf-l313-3", "cpce-l111-4", "cpce-postes-l34-2",
		"loi-68-1250", "loi-68-1250-art-6", "loi-89-462",
	},
	Steps: []string{StepComplaint, StepReminder, StepNotice},
	Answers: []decision.Setting{
		{Fact: decision.FactClient, Value: consumer},
		{Fact: decision.FactClient, Value: trader},
		{Fact: decision.FactClient, Value: professional},
		{Fact: decision.FactClient, Value: public},
		{Fact: decision.FactContract, Value: carriage},
		{Fact: decision.FactContract, Value: telecom},
		{Fact: decision.FactContract, Value: lease},
		{Fact: decision.FactContact, Value: spoken},
		{Fact: decision.FactContact, Value: written},
		{Fact: decision.FactContact, Value: noticed},
		{Fact: decision.FactReply, Value: silence},
		{Fact: decision.FactDebt, Value: decision.Denied},
		{Fact: decision.FactDispute, Value: decision.Founded},
	},
	TimeLimits: []string{string(ReminderRunsOut), string(NoticeRunsOut), string(OppositionEnds)},
}

// The kinds of client, for the rules that differ from one to the next.
const (
	consumer     decision.Value = "consommateur"
	trader       decision.Value = "commercant"
	professional decision.Value = "autre-professionnel"
	public       decision.Value = "public"
)

// The contracts that have a limitation period of their own.
const (
	carriage decision.Value = "transport"
	telecom  decision.Value = "telecom"
	lease    decision.Value = "bail"
)

// The answers to "contact" that stand for an event.
const (
	spoken  decision.Value = "oral"
	written decision.Value = "ecrit"
	noticed decision.Value = "mise-en-demeure"
)

// silence is the answer to "reponse" of a client who does not reply.
const silence decision.Value = "silence"

// bornAfter is the answer to "difficulte" of a debt born after the judgment that
// opened insolvency proceedings. A guide without it has no such debt.
const (
	trouble   decision.Fact = "difficulte"
	bornAfter string        = "creance-posterieure"
)
