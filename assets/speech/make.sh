#!/bin/sh
# Speaks the messages of messages.tsv into sound files beside this script. Needs espeak-ng and ffmpeg.
# The telephone band makes the voices sound as if they had been recorded from a line.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

band="highpass=f=180,lowpass=f=3400,acompressor=threshold=-18dB:ratio=3:makeup=2"

convert() { # INPUT OUTPUT [OPTION]...
	input=$1 output=$2
	shift 2
	ffmpeg -hide_banner -loglevel error -nostdin -y -i "$input" -map_metadata -1 -fflags +bitexact -flags:a +bitexact "$@" "$output"
}

rm -f -- *.ogg *.au *.aac *.mp4
tab=$(printf '\t')
grep -v '^#' messages.tsv | while IFS="$tab" read -r name voice speed pitch more text; do
	espeak-ng -v "$voice" -s "$speed" -p "$pitch" -w "$work/voice.wav" -- "$text"
	convert "$work/voice.wav" "$work/line.wav" -af "$band" -ac 1 -ar 16000
	convert "$work/line.wav" "$name.ogg" -c:a libvorbis -b:a 16k
	case $more in *au*) convert "$work/line.wav" "$name.au" -ar 8000 -c:a pcm_mulaw ;; esac
	case $more in *aac*) convert "$work/line.wav" "$name.aac" -c:a aac -b:a 12k -f adts ;; esac
	case $more in *mp4*) convert "$work/line.wav" "$name.mp4" -c:a aac -b:a 12k ;; esac
done
