package content

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"compromis/decision"
	"compromis/internal/disk"
	"compromis/internal/french"
)

// What a folder holds beside its pages: what programs leave there is not looked
// at; what an author may believe to be a page is named, with what to do.

// folders are those of the pages, each with how one of them is called.
var folders = []string{"questions", "etapes", "fondements", "causes", "courriers", "cas-pratiques", "baremes"}

// atTop are the pages beside the folders.
var atTop = []string{"echelle.md", "article.md", "situations.md", "mots.md"}

// leftOver matches what Word, Excel, LibreOffice, macOS, Windows and editors
// leave in a folder: locks, thumbnails, and what a text was before.
var leftOver = regexp.MustCompile(`(?i)^(\.|~|_|#)|(~|#|\.(bak|orig|rej|sw[a-z]|tmp|lnk|download|part))$|^(thumbs\.db|desktop\.ini|icon\r)$`)

// document matches what a word processor or a spreadsheet writes.
var document = regexp.MustCompile(`(?i)\.(docx?|docm|dotx?|odt|rtf|pages|wpd|gdoc|xlsx?|xlsm|ods|numbers|pdf|html?|pptx?|zip)$`)

// sheet matches what a spreadsheet writes.
var sheet = regexp.MustCompile(`(?i)\.(xlsx?|xlsm|ods|numbers)$`)

// noted matches a text that does not pass for a page.
var noted = regexp.MustCompile(`(?i)^[^.]*\.txt$`)

// copied matches the name of a copy made by a file manager, or by what keeps two
// computers alike when a page changed on both.
var copied = regexp.MustCompile(`(?i)( - copie| - copy| copie| copy|\(\d+\)|-copie)( \(?\d+\)?)?\.[a-z]+$|^copie de |\.sync-conflict-\d|conflicted copy|copie en conflit`)

// pageName returns the id of a page from its name, and why that name is refused.
func pageName(name string) (id, why string) {
	low := strings.ToLower(name)
	bare := low
	for _, end := range []string{".txt", ".md", ".markdown", ".mdown"} {
		bare = strings.TrimSuffix(bare, end)
	}
	if bare = strings.TrimSuffix(bare, ".md"); bare == low {
		return "", ""
	}
	id = french.Slug(norm.NFC.String(bare))
	right := cmp.Or(id, "page") + ".md"
	switch {
	case name == id+".md":
		return id, ""
	case copied.MatchString(name):
		return "", "ce fichier est la copie d'une page. Retirez-le, ou faites-en une page nouvelle sous un autre nom."
	case strings.HasSuffix(low, ".txt"):
		return id, "ce fichier finit par « .txt » : il n'est pas lu comme une page. Renommez-le : " + right + ". Dans le Bloc-notes, choisissez « Tous les fichiers » en enregistrant ; sous Windows, affichez les extensions."
	default:
		return id, "ce nom de fichier n'est pas un identifiant : des minuscules, sans accent, avec des tirets, puis « .md ». Renommez-le : " + right
	}
}

// pages goes through the pages of a sub-folder, in the order of their names.
// Drafts, whose name starts with "_", and hidden files are left out. A page under
// a wrong name is read too, so that it is told once and not of every link to it.
func (r *reader) pages(dir string, read func(*page)) error {
	entries, ok := r.entries(dir, "ce dossier manque. Créez-le et mettez-y ses pages.")
	if !ok {
		return nil
	}
	for _, e := range entries {
		file := path.Join(dir, e.Name())
		if id, ok := strings.CutSuffix(e.Name(), ".md"); ok && id == french.Slug(id) && !e.IsDir() {
			if err := r.page(file, id, read); err != nil {
				return err
			}
			continue
		}
		id, why := pageName(e.Name())
		switch {
		case leftOver.MatchString(e.Name()):
			continue
		case e.IsDir():
			r.complain(file, 0, "", "ce sous-dossier n'est pas lu. Mettez ses pages dans %s/, ou donnez-lui un nom qui commence par « _ ».", dir)
			continue
		case why != "":
			r.complain(file, 0, "", "%s", why)
			if id == "" || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == id+".md" }) {
				continue
			}
		case id == "":
			r.notPage(file)
			continue
		}
		if err := r.page(file, id, read); err != nil {
			return err
		}
	}
	return nil
}

// entries lists a folder. False when it cannot, which is a complaint.
func (r *reader) entries(dir, missing string) ([]fs.DirEntry, bool) {
	entries, err := fs.ReadDir(r.folder, dir)
	switch {
	case errors.Is(err, fs.ErrNotExist) && r.unread[dir]: // it is there under another name
	case errors.Is(err, fs.ErrNotExist):
		r.complain(dir, 0, "", "%s", missing)
		r.stands(dir) // said once
	case err != nil:
		r.complain(dir, 0, "", "%s", disk.Reason(err))
	}
	return entries, err == nil
}

// notPage complains of a file that no page is. The page it may stand for is not
// said missing.
func (r *reader) notPage(file string) {
	dir, name := path.Split(file)
	id := french.Slug(norm.NFC.String(strings.TrimSuffix(name, path.Ext(name))))
	if document.MatchString(name) {
		r.complain(file, 0, "", "ce fichier vient d'un traitement de texte : il n'est pas lu. %s", plainText(cmp.Or(id, "page")+".md"))
		r.stands(dir + id)
		return
	}
	r.complain(file, 0, "", "ce fichier n'est pas une page : il n'est pas lu. Une page finit par « .md ». Retirez-le, ou donnez-lui un nom qui commence par « _ ».")
}

// ownTitles are titles that the pages of one folder have, and no other.
var ownTitles = []struct{ dir, title, page string }{
	{"questions", "Pourquoi cette question", "une question"}, {"etapes", "Voies voisines", "une étape"}, {"fondements", "Repères", "un fondement"},
	{"courriers", "Avant d'envoyer", "un courrier"}, {"cas-pratiques", "Étape attendue", "un cas pratique"},
}

// misplaced says what kind of page this is and where it belongs, when it has the titles of
// another kind and none of its own.
func (p *page) misplaced() (what, dir string) {
	if p.proven(p.name) {
		return "", ""
	}
	has := func(title string) bool {
		return slices.ContainsFunc(p.root.subs, func(s section) bool { return french.Slug(s.title) == french.Slug(title) })
	}
	own, known := path.Dir(p.name), false
	for _, kind := range ownTitles {
		if kind.dir == own {
			if known = true; has(kind.title) {
				return "", ""
			}
		} else if what == "" && has(kind.title) {
			what, dir = kind.page, kind.dir
		}
	}
	if !known && own != "causes" {
		return "", ""
	}
	return what, dir
}

// formatted complains of a file that is no plain text whatever its name says, as one
// that a word processor wrote and a file manager renamed.
func (r *reader) formatted(name, source string) bool {
	if r.proven(name) {
		return false
	}
	is := disk.Format([]byte(source))
	switch {
	case is == "":
		return false
	case is == "une image" || is == "une archive":
		r.complain(name, 0, "", "malgré son nom, ce fichier n'est pas du texte : c'est %s. Retirez-le, ou mettez à sa place la page, en texte.", is)
	case path.Ext(name) == ".csv":
		r.complain(name, 0, "", "malgré son nom, ce fichier n'est pas un tableau en texte : c'est %s. Ouvrez-le dans le tableur, et enregistrez-le en « CSV UTF-8 », sous ce nom.", is)
	default:
		r.complain(name, 0, "", "malgré son nom, ce fichier n'est pas du texte simple : c'est %s. %s", is, plainText(path.Base(name)))
	}
	r.stands(strings.TrimSuffix(name, path.Ext(name)))
	return true
}

// plainText says how to make a page of what a program formatted.
func plainText(name string) string {
	return "Copiez son texte dans un éditeur de texte simple (le Bloc-notes, TextEdit en format texte), et enregistrez-le sous ce nom, en UTF-8 : " + name
}

// stands notes that what is wrong with a page, or with a folder, is told already: it is
// there in a form that cannot be read, or is not there.
func (r *reader) stands(page string) {
	if r.unread == nil {
		r.unread = map[string]bool{}
	}
	r.unread[page] = true
}

// top complains of what is beside the folders and should be in one of them.
func (r *reader) top() error {
	entries, err := fs.ReadDir(r.folder, ".")
	if err != nil {
		return nil //nolint:nilerr // each folder that cannot be listed is told of
	}
	for _, e := range entries {
		name := e.Name()
		_, why := pageName(name)
		slug := french.Slug(norm.NFC.String(name))
		near := decision.Nearest(slug, folders)
		switch {
		case leftOver.MatchString(name) || slices.Contains(folders, name) || slices.Contains(atTop, name) || name == printsFile:
		case e.IsDir() && near != "" && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == slug }):
			r.complain(name, 0, "", "ce dossier n'est pas lu. Renommez-le : %s", near)
			r.stands(near)
		case e.IsDir() && near != "":
			r.complain(name, 0, "", "ce dossier n'est pas lu. Mettez ses pages dans %s/, et retirez-le.", near)
		case e.IsDir() || strings.HasPrefix(slug, "lisezmoi") || strings.HasPrefix(slug, "readme") || strings.HasPrefix(slug, "licen"):
		case why != "" && slices.Contains(atTop, french.Slug(strings.TrimSuffix(strings.ToLower(name), path.Ext(name)))+".md"):
			r.complain(name, 0, "", "%s", why)
		case strings.HasSuffix(strings.ToLower(name), ".csv"):
			r.complain(name, 0, "", "ce tableau n'est dans aucun dossier : il n'est pas lu. Mettez-le dans baremes/")
		case noted.MatchString(name): // notes beside the folders
		case sheet.MatchString(name):
			r.complain(name, 0, "", "ce classeur n'est pas lu. Dans le tableur, enregistrez-le en « CSV UTF-8 », dans baremes/, sous le nom d'un tableau : seuils.csv, par exemple.")
		case document.MatchString(name):
			r.complain(name, 0, "", "ce fichier vient d'un traitement de texte, et n'est dans aucun dossier : il n'est pas lu. Copiez son texte dans un éditeur de texte simple (le Bloc-notes, TextEdit en format texte), et enregistrez-le en UTF-8 : etapes/%s.md, par exemple.", cmp.Or(french.Slug(norm.NFC.String(strings.TrimSuffix(name, path.Ext(name)))), "page"))
		case strings.HasSuffix(name, ".md") || why != "":
			r.complain(name, 0, "", "cette page n'est dans aucun dossier : elle n'est pas lue. Mettez-la dans celui de ses pareilles : %s.", french.Or([]string{"questions/", "etapes/", "fondements/", "causes/", "courriers/", "cas-pratiques/"}))
		}
	}
	return nil
}

// tables complains of what is in baremes/ and is none of the tables.
func (r *reader) tables(known []string) {
	entries, err := fs.ReadDir(r.folder, tablesDir)
	if err != nil {
		return // each table that is missing is told of
	}
	for _, e := range entries {
		name := e.Name()
		file := path.Join(tablesDir, name)
		id := french.Slug(norm.NFC.String(strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(name), ".txt"), ".csv")))
		if sheet.MatchString(name) {
			id = french.Slug(norm.NFC.String(strings.TrimSuffix(name, path.Ext(name))))
		}
		switch {
		case leftOver.MatchString(name) || slices.Contains(known, strings.TrimSuffix(name, ".csv")) && strings.HasSuffix(name, ".csv"):
		case sheet.MatchString(name):
			r.complain(file, 0, "", "ce classeur n'est pas lu. Dans le tableur, enregistrez-le en « CSV UTF-8 », sous ce nom : %s.csv", cmp.Or(id, "seuils"))
			r.stands("baremes/" + id)
		case copied.MatchString(name):
			r.complain(file, 0, "", "ce fichier est la copie d'un tableau : il n'est pas lu. Retirez-le.")
		case slices.Contains(known, id):
			r.complain(file, 0, "", "ce nom n'est pas celui d'un tableau. Renommez-le : %s.csv", id)
			r.stands("baremes/" + id)
		default:
			r.complain(file, 0, "", "ce fichier n'est pas lu. Les tableaux sont : %s. Retirez-le, ou donnez-lui un nom qui commence par « _ ».", strings.Join(known, ".csv, ")+".csv")
		}
	}
}
