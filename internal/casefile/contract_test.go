package casefile_test

import (
	"testing"

	"compromis/internal/casefile"
	"compromis/internal/casefile/casefiletest"
)

func TestContractOfFolders(t *testing.T) {
	casefiletest.Contract(t, func(t testing.TB) casefile.Store { return newStore(t) },
		func(t testing.TB, s casefile.Store) casefile.Store { return openStore(t, s.Dir()) })
}
