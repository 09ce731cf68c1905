package desktop

import (
	"context"
	"os"
	"os/exec"
)

// EditorOf is what opens a file in the editor of the user, as it is: nothing of it is
// kept here.
func EditorOf(file string) (*exec.Cmd, error) {
	command, err := editor(os.Getenv)
	if err != nil {
		return nil, err
	}
	return exec.CommandContext(context.Background(), command[0], append(command[1:], file)...), nil
}
