#!/bin/sh
# Makes the sound files of this folder, with espeak-ng and ffmpeg. They are committed: run it only to
# add one, since encoders differ from version to version.
set -eu
cd "$(dirname "$0")"
speech=$(mktemp --suffix=.wav)
trap 'rm -f "$speech"' EXIT
espeak-ng -v en -s 150 -a 115 -w "$speech" "Your car is ready. Please call me back."

make() { # file, rate, channels, arguments of ffmpeg
	file=$1 rate=$2 channels=$3
	shift 3
	ffmpeg -v error -y -i "$speech" -ar "$rate" -ac "$channels" -map_metadata -1 -fflags +bitexact "$@" "$file"
}

make vorbis8.ogg 8000 1 -c:a libvorbis
make vorbis16.ogg 16000 1 -c:a libvorbis
make vorbis44.ogg 44100 1 -c:a libvorbis -q:a 1
# Left and right differ, so that mixing them up shows.
make vorbis44s.ogg 44100 2 -c:a libvorbis -q:a 1 -af "aphaser,adelay=0|20"
make vorbis6.ogg 16000 6 -c:a libvorbis -q:a 0 -t 1
ffmpeg -v error -y -ss 1.3 -i vorbis8.ogg -c copy -fflags +bitexact cut8.ogg
make opus.ogg 16000 1 -c:a libopus -b:a 12k -application voip
make opus48s.ogg 48000 2 -c:a libopus -b:a 48k -af "aphaser,adelay=0|20" -t 1
make mulaw.au 8000 1 -c:a pcm_mulaw
make alaw.au 8000 1 -c:a pcm_alaw
make linear.au 8000 1 -c:a pcm_s16be
make adts16.aac 16000 1 -c:a aac -b:a 32k
make adts44s.aac 44100 2 -c:a aac -b:a 64k
make tablefirst.mp4 16000 1 -c:a aac -b:a 32k -movflags +faststart
make tablelast.mp4 16000 1 -c:a aac -b:a 32k
make fragments.mp4 16000 1 -c:a aac -b:a 32k -movflags +frag_keyframe+empty_moov+default_base_moof -frag_duration 500000

# A quarter of a second each, for the fuzzer: what it tries should be tried fast.
short() { # file, rate, channels, arguments of ffmpeg
	file=$1 rate=$2 channels=$3
	shift 3
	ffmpeg -v error -y -ss 0.5 -t 0.25 -i linear.au -ar "$rate" -ac "$channels" -map_metadata -1 \
		-fflags +bitexact -flags:a +bitexact "$@" "short/$file"
}

short vorbis.ogg 8000 1 -c:a libvorbis
short vorbis44s.ogg 44100 2 -c:a libvorbis -q:a 0
short silk.ogg 16000 1 -c:a libopus -b:a 12k -application voip
short hybrid.ogg 48000 1 -c:a libopus -b:a 28k -application voip
short celt.ogg 48000 2 -c:a libopus -b:a 48k -application lowdelay
short adts.aac 16000 1 -c:a aac -b:a 32k
short adts44s.aac 44100 2 -c:a aac -b:a 48k
short loas.aac 16000 1 -c:a aac -b:a 32k -f latm
short first.mp4 16000 1 -c:a aac -b:a 32k -movflags +faststart
short last.mp4 16000 1 -c:a aac -b:a 32k
short fragments.mp4 16000 1 -c:a aac -b:a 32k -movflags +frag_keyframe+empty_moov+default_base_moof -frag_duration 100000
short mulaw.au 8000 1 -c:a pcm_mulaw
short alaw.au 8000 1 -c:a pcm_alaw
short linear.au 8000 2 -c:a pcm_s16be
short float.au 8000 1 -c:a pcm_f32be
