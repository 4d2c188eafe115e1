#!/usr/bin/env bash
# Makes the small media files of this folder with ffmpeg (5.1 or later) and Pillow. The picture shows red, green, blue
# and white in its four corners, from the top left; every tone has 440 Hz.
set -euo pipefail
cd "$(dirname "$0")"
ff() { ffmpeg -hide_banner -loglevel error -y -bitexact "$@"; }
picture() { echo "color=red:s=$1:r=${2:-10}:d=$3[a];color=green:s=$1:r=${2:-10}:d=$3[b];color=blue:s=$1:r=${2:-10}:d=$3[c];color=white:s=$1:r=${2:-10}:d=$3[d];[a][b]hstack[t];[c][d]hstack[u];[t][u]vstack"; }
tone() { echo "sine=f=440:r=${2:-48000}:d=$1"; }
h264=(-c:v libx264 -pix_fmt yuv420p -preset veryslow)

ff -filter_complex "$(picture 40x24 10 3)" "${h264[@]}" upright.mp4
ff -i upright.mp4 -c copy -metadata:s:v rotate=90 rotated.mp4
ff -i upright.mp4 -c copy -bsf:v h264_metadata=display_orientation=insert:flip=horizontal mirrored.mp4
ff -filter_complex "$(picture 40x24 10 3),setsar=2" "${h264[@]}" anamorphic.mp4
ff -filter_complex "$(picture 40x24 10 3)" -f lavfi -i "$(tone 3)" -c:v libx264 -pix_fmt yuv420p10le -c:a flac tenbit.mkv
ff -filter_complex "$(picture 40x24 25 3)" -c:v mpeg2video -flags +ilme+ildct -top 1 interlaced.mkv
# Shown at 0, 0.5, 3.2, 3.4 and 7 seconds.
ff -filter_complex "$(picture 40x24 10 0.5),setpts='(eq(N,1)*0.5+eq(N,2)*3.2+eq(N,3)*3.4+eq(N,4)*7)/TB'" \
  -c:v ffv1 -fps_mode passthrough -enc_time_base 1/1000 variable.mkv
ff -filter_complex "$(picture 40x24 10 3)" -f lavfi -i "$(tone 3)" -c:v libvpx-vp9 -c:a libopus -b:a 16k web.webm
ff -filter_complex "$(picture 40x24 10 3)" -f lavfi -i "$(tone 3 44100)" -c:v mpeg4 -c:a libmp3lame -b:a 32k old.avi
ff -filter_complex "$(picture 40x24 10 3)" -f lavfi -i "$(tone 3)" "${h264[@]}" -c:a aac -ac 6 -b:a 96k surround.mov
ff -filter_complex "$(picture 40x24 10 4)" -itsoffset 2 -f lavfi -i "$(tone 2)" "${h264[@]}" -c:a aac -b:a 32k lateaudio.mkv
ff -itsoffset 2 -i upright.mp4 -f lavfi -i "$(tone 5)" -c:v copy -c:a aac -b:a 32k latevideo.mkv
# 130 s of a turning portrait, with B-frames and 20 s between key frames; a voice at 0, 58 and 116 s.
ff -stream_loop -1 -i ../../../main/resources/demo/steady.mp4 -filter_complex "
  [0:v]fps=1.25,scale=112:-2,rotate=0.25*sin(t/9):c=gray,trim=duration=130[v];
  [0:a]aresample=16000,atrim=duration=4,asetpts=PTS-STARTPTS,apad=whole_dur=58,asplit=3[a][b][c];
  [a][b][c]concat=n=3:v=0:a=1,atrim=duration=130[out]" -map "[v]" -map "[out]" -t 130 \
  -c:v libx264 -pix_fmt yuv420p -crf 36 -g 25 -preset veryslow -c:a aac -b:a 8k long.mkv
# An index without frames: its length is that of the fragments' own time stamps.
ff -f lavfi -i "$(tone 3 16000)" -c:a aac -b:a 16k -movflags frag_keyframe+empty_moov+default_base_moof \
  -frag_duration 500000 fragments.mp4
# The first audio stream is silent, the second one is the default.
ff -f lavfi -i "anullsrc=r=16000:cl=mono:d=2" -f lavfi -i "$(tone 2)" -map 0:a -map 1:a -c:a flac \
  -disposition:a:0 0 -disposition:a:1 default streams.mkv
ff -filter_complex "color=red:s=2x2:r=5:d=2,crop=1:1:exact=1,format=rgb24" -c:v ffv1 pixel.mkv
ff -filter_complex "$(picture 40x24 1 1)" -frames:v 1 cover.png
ff -f lavfi -i "$(tone 2)" -i cover.png -map 0 -map 1 -c:a aac -b:a 32k -c:v png -disposition:v attached_pic cover.m4a
ff -f lavfi -i "$(tone 2)" -c:a libmp3lame -b:a 32k tone.mp3
ff -f lavfi -i "$(tone 2)" -c:a libvorbis tone.ogg
ff -f lavfi -i "$(tone 2 16000)" -c:a flac tone.flac
python3 - <<'PYTHON'
from PIL import Image
image = Image.open("cover.png").convert("RGB")
exif = image.getexif()
exif[0x0112] = 6  # to be turned clockwise by a quarter
image.save("turned.jpg", quality=95, subsampling=0, exif=exif)
PYTHON
rm cover.png
