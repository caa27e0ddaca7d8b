// Package engines knows the usual programs that turn speech into text, finds those that are on this computer, and says
// how they are called. It runs none of them.
package engines

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// Engine is a program, and the setting that has it used.
type Engine struct {
	Name string   // as its makers write it
	Args []string // as the setting "transcriber" has them
}

// recipe is how a program is called; args is nil where something else that it needs is not there.
type recipe struct {
	name, program string
	args          func(home string) []string
}

var recipes = []recipe{
	{"whisper.cpp", "whisper-cli", whisper},
	{"Vosk", "vosk-transcriber", vosk},
	{"PocketSphinx", "pocketsphinx_continuous", func(string) []string {
		return []string{"pocketsphinx_continuous", "-infile", "{file}", "-logfn", os.DevNull}
	}},
}

// Found are the engines on the PATH, those that listen best first. It asks the file system.
func Found() []Engine {
	home, _ := os.UserHomeDir()
	var found []Engine
	for _, r := range recipes {
		if _, err := exec.LookPath(r.program); err != nil {
			continue
		}
		if args := r.args(home); args != nil {
			found = append(found, Engine{r.name, args})
		}
	}
	return found
}

// models are whisper.cpp's, in the order in which they are taken: good and still quick ones first.
var models = []string{"ggml-small*.bin", "ggml-base*.bin", "ggml-large*turbo*.bin",
	"ggml-medium*.bin", "ggml-tiny*.bin"}

// whisper needs a model, in one of the folders where people and packages put them.
func whisper(home string) []string {
	folders := []string{
		filepath.Join(home, "models"),
		filepath.Join(home, ".local", "share", "whisper.cpp", "models"),
		filepath.Join(home, ".cache", "whisper.cpp"),
		"/usr/local/share/whisper.cpp/models",
		"/usr/share/whisper.cpp/models",
	}
	for _, model := range models {
		for _, folder := range folders {
			if files, _ := filepath.Glob(filepath.Join(folder, model)); len(files) > 0 {
				return []string{"whisper-cli", "-m", files[0], "-l", "{language}", "-f", "{file}", "-nt", "-np"}
			}
		}
	}
	return nil
}

// vosk writes into a file.
func vosk(string) []string {
	if runtime.GOOS == "windows" {
		return nil
	}
	const script = `vosk-transcriber --lang "$2" -i "$1" -t txt -o out.txt >&2 && cat out.txt`
	return []string{"sh", "-c", script, "vosk", "{file}", "{language}"}
}
