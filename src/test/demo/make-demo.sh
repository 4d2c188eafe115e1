#!/usr/bin/env bash
# Makes src/main/resources/demo from a public-domain photograph and synthetic speech.
# Needs ffmpeg, espeak-ng and the photograph: pip download scikit-image --no-deps, unzip, skimage/data/astronaut.png.
#   src/test/demo/make-demo.sh astronaut.png
set -euo pipefail
photo=$1
out=$(cd "$(dirname "$0")/../../.." && pwd)/src/main/resources/demo
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
text="The photograph shows an astronaut of the space shuttle. The voice is made by a program. Both may be copied freely."
speak() { espeak-ng -v "$1" -s 150 -w "$2" "$text"; }
speak en-us+f3 "$work/female.wav"
speak en-gb+m3 "$work/male.wav"
fast="-c:v libx264 -preset veryslow -crf 30 -pix_fmt yuv420p -bitexact -map_metadata -1"
sound="-c:a aac -ac 1 -ar 16000 -b:a 32k"
film() { # filter, seconds, voice, output, further options
    ffmpeg -v error -y -loop 1 -framerate 25 -i "$photo" -i "$3" -t "$2" -vf "$1" $fast $sound ${5:-} "$out/$4"
}
film "scale=320:320" 6 "$work/female.wav" steady.mp4
film "crop=360-10*t:360-10*t:80+5*t:0,scale=288:288" 6 "$work/female.wav" zoom.mp4 2>/dev/null ||
    film "crop=320:320:80+10*t:0,scale=288:288" 6 "$work/female.wav" zoom.mp4
film "crop=320:320:60+20*t:0,scale=256:256,eq=brightness=-0.25" 5 "$work/female.wav" dark.mp4
film "hflip,scale=320:320,noise=alls=20:allf=t" 5 "$work/female.wav" noisy.mp4
film "scale=240:240,pad=640:360:360:90:color=gray" 5 "$work/female.wav" wide.mp4
# As phones store portrait video: turned by a quarter, with a display matrix that turns it back.
film "crop=384:512:32:0,scale=240:320,transpose=1" 5 "$work/female.wav" turned.mp4
ffmpeg -v error -y -i "$out/turned.mp4" -c copy -metadata:s:v rotate=90 -bitexact "$out/phone.mp4"
rm "$out/turned.mp4"
ffmpeg -v error -y -loop 1 -framerate 25 -i "$photo" -t 4 -vf "scale=320:320" $fast "$out/silent.mp4"
ffmpeg -v error -y -f lavfi -i testsrc=size=320x240:rate=25 -i "$work/male.wav" -t 4 $fast $sound "$out/no face.mp4"
film "scale=320:320,noise=alls=30:allf=t" 8 "$work/female.wav" whole.mp4 "-movflags +faststart"
head -c $(($(stat -c %s "$out/whole.mp4") * 60 / 100)) "$out/whole.mp4" >"$out/truncated.mp4"
rm "$out/whole.mp4"
ffmpeg -v error -y -i "$work/male.wav" -t 5 -ac 1 -ar 16000 -bitexact "$out/voice.wav"
echo "This is no video: it shows what a run says of a file that it cannot use." >"$out/broken.mp4"
ls -l "$out"
