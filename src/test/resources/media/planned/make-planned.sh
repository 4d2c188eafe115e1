#!/usr/bin/env bash
# Makes the small films of this folder with ffmpeg 5.1, libx264, libx265, libvpx and libaom of Debian 12: moving pictures
# in the groups that encoders write. Names say the codec, what is special about it, and the container.
set -euo pipefail
cd "$(dirname "$0")"
size=64x48
ff() { ffmpeg -hide_banner -loglevel error -y -bitexact -f lavfi -i "testsrc2=s=$size:r=${rate:-25}:d=${seconds:-8},rotate=t/3" -pix_fmt yuv420p "$@"; }
x264() { ff -c:v libx264 -preset slow -crf 40 -sc_threshold 0 "$@"; }
x265() { ff -c:v libx265 -preset medium -crf 42 -x265-params "log-level=none:scenecut=0:$1" "${@:2}"; }

x264 -g 60 -keyint_min 60 h264-closed.mp4
x264 -g 250 -bf 7 -b_strategy 0 h264-pyramid.mkv
rate=12 seconds=5 x264 -g 5 -keyint_min 5 h264-short.ts
x264 -g 40 -keyint_min 40 -x264-params open-gop=1 h264-open.mp4
rate=12 seconds=5 x264 -g 20 -keyint_min 20 -x264-params open-gop=1 h264-open.ts
x264 -g 40 -bf 3 -x264-params intra-refresh=1 h264-refresh.mkv
rate=12 seconds=5 x264 -g 25 -keyint_min 25 -flags +ildct+ilme -x264-params tff=1 h264-interlaced.ts
x264 -g 60 -keyint_min 60 -bf 0 h264-plain.avi
# Full seconds fall between pictures, and seldom on a key frame.
rate=30000/1001 x264 -g 45 -keyint_min 45 h264-ntsc.mp4
# Begins within a group: the pictures before 0 are stored and not shown.
ffmpeg -hide_banner -loglevel error -y -bitexact -ss 3.3 -i h264-closed.mp4 -c copy h264-cut.mp4
# From the second key frame on, whose leading pictures lack what they are made of.
ffmpeg -hide_banner -loglevel error -y -bitexact -ss 1 -i h264-open.ts -c copy -copyts h264-open-cut.ts
x265 keyint=60:min-keyint=60:open-gop=0 hevc-closed.mp4
# Pictures of full seconds lead key frames.
x265 keyint=26:min-keyint=26:open-gop=1 hevc-open.mp4
rate=12 seconds=5 x265 keyint=13:min-keyint=13:open-gop=1 hevc-open.ts
x265 keyint=60:min-keyint=60:open-gop=1:temporal-layers=1 hevc-layers.mkv
ffmpeg -hide_banner -loglevel error -y -bitexact -ss 1 -i hevc-open.ts -c copy -copyts hevc-open-cut.ts
ff -c:v libvpx -g 40 -auto-alt-ref 1 -lag-in-frames 16 -b:v 12k vp8.webm
ff -c:v libvpx-vp9 -g 40 -auto-alt-ref 1 -lag-in-frames 16 -b:v 12k vp9.webm
ff -c:v libvpx-vp9 -g 40 -b:v 12k vp9.mp4
ff -c:v libaom-av1 -cpu-used 6 -g 40 -crf 55 -b:v 0 av1.mp4
ff -c:v libaom-av1 -cpu-used 6 -g 40 -crf 55 -b:v 0 av1.mkv
seconds=3 ff -c:v mpeg2video -g 26 -bf 2 -sc_threshold 1000000000 -q:v 31 mpeg2-open.ts
ff -c:v mpeg2video -g 40 -bf 2 -flags +cgop -sc_threshold 1000000000 -q:v 31 mpeg2-closed.mkv
seconds=5 ff -c:v mpeg2video -g 15 -bf 2 -flags +ildct+ilme -top 1 -q:v 31 mpeg2-interlaced.mpg
ff -c:v mpeg1video -g 40 -bf 2 -q:v 31 mpeg1.mpg
ff -c:v mpeg4 -g 40 -bf 2 -q:v 31 mpeg4.mp4
ff -c:v mpeg4 -g 40 -bf 2 -q:v 31 mpeg4.avi
rate=10 seconds=4 ff -pix_fmt yuvj420p -c:v mjpeg -q:v 31 mjpeg.avi
rate=10 seconds=4 ff -pix_fmt yuvj420p -c:v mjpeg -q:v 31 mjpeg.mp4
# One picture stands for 1.7 s.
ff -vf "select='not(between(t,1.2,2.9))+eq(n,40)',settb=1/1000" -fps_mode passthrough -c:v libx264 -preset slow -crf 40 -g 60 h264-gap.mkv
