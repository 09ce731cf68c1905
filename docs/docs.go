// Package docs is the pages of this folder that the program reads itself. What a page
// says is said nowhere else: the JSON Schema of an answer takes the meaning of each key
// from json.md.
package docs

import _ "embed"

// JSON is json.md: the vocabulary of what the program tells other programs.
//
//go:embed json.md
var JSON string
