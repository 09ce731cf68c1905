package door

import (
	"io"
	"log/slog"
)

// NewLog writes what goes wrong at a door and inside, without saying where
// participants come from unless asked.
func NewLog(to io.Writer, addresses bool) *slog.Logger {
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{
		Level: slog.LevelWarn,
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == "remote" && !addresses {
				return slog.Attr{}
			}
			return a
		},
	}))
}
