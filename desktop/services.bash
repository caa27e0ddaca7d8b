# shellcheck shell=bash
# The services of the virtual desktop, one start_NAME function each. Sourced by up, down and service.
#
# Every service runs in a session of its own: a Ctrl-C meant for a test run doesn't reach it, and
# down can end it together with whatever it started. Its log is $DESK_DIR/log/NAME.log, its process
# ID $DESK_DIR/pid/NAME.

desktop=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

: "${DESK_DIR:=${TMPDIR:-/tmp}/istratray-desktop-$(id -u)}"
: "${DESK_SIZE:=1280x800}"
: "${DESK_WM:=xfwm4}"
: "${DESK_TRAY:=xfce}"
: "${DESK_NOTIFY:=dunst}"
: "${DESK_KEYRING:=unlocked}"
: "${DESK_SOUND:=pulse}"
: "${DESK_LANG:=C.UTF-8}"
: "${DESK_SCALE:=1}"
: "${DESK_TIMEOUT:=20}"
export DESK_DIR DESK_SIZE DESK_WM DESK_TRAY DESK_NOTIFY DESK_KEYRING DESK_SOUND DESK_LANG DESK_SCALE DESK_TIMEOUT

# Debian keeps the Xfce daemons in a folder named after the architecture.
xfce_libs=$(printf '%s\n' /usr/lib/*-linux-gnu/xfce4 | head -n 1)

# Older releases have it elsewhere.
accessibility=/usr/libexec/at-spi-bus-launcher
[[ -x $accessibility ]] || accessibility=/usr/lib/at-spi2-core/at-spi-bus-launcher

say() { printf 'desktop: %s\n' "$*" >&2; }

fail() {
  say "$1"
  tail -n 20 "$DESK_DIR"/log/*.log >&2 2>/dev/null || true
  exit 1
}

# require TOOL...: exit status 2 tells a test rig "not installed" from "broken".
require() {
  local tool
  for tool; do
    command -v "$tool" >/dev/null || { say "$tool is missing; 'make setup' installs it"; exit 2; }
  done
}

# launch NAME COMMAND...: starts a service in the background.
launch() {
  local name=$1
  shift
  setsid "$@" >"$DESK_DIR/log/$name.log" 2>&1 </dev/null &
  echo $! >"$DESK_DIR/pid/$name"
}

# await WHAT COMMAND...: waits until COMMAND succeeds.
await() {
  local what=$1 end=$((SECONDS + DESK_TIMEOUT))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || fail "$what did not come up in $DESK_TIMEOUT s"
    sleep 0.05
  done
}

# in_service NAME: whether anything of it still runs. What has ended but was not yet reaped doesn't count.
in_service() { pgrep --session "$(cat "$DESK_DIR/pid/$1")" --runstates D,R,S,T >/dev/null; }

# end_services NAME...: asks all of them politely, then insists.
end_services() {
  local name
  for name; do
    [[ ! -e $DESK_DIR/pid/$name ]] || pkill -TERM --session "$(cat "$DESK_DIR/pid/$name")" || true
  done
  for name; do
    [[ -e $DESK_DIR/pid/$name ]] || continue
    for _ in {1..60}; do
      in_service "$name" || break
      sleep 0.05
    done
    pkill -KILL --session "$(cat "$DESK_DIR/pid/$name")" || true
    rm "$DESK_DIR/pid/$name"
  done
}

bus_call() { # DESTINATION PATH METHOD [ARGUMENT...]
  gdbus call --session --timeout 5 --dest "$1" --object-path "$2" --method "$3" "${@:4}"
}

bus_has() { bus_call org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus.NameHasOwner "$1" | grep -q true; }

# put_config FILE DESTINATION: copies one of config/, with @DESK_DIR@ filled in.
put_config() {
  mkdir -p "$(dirname "$2")"
  sed "s|@DESK_DIR@|$DESK_DIR|g; s|@DESK_SIZE@|$DESK_SIZE|; s|@DESK_SCALE@|$DESK_SCALE|" "$desktop/config/$1" >"$2"
}

start_screen() {
  require Xvfb xprop xsetroot
  : >"$DESK_DIR/display"
  mkdir -p "$DESK_DIR/screen" # with the screen's pixels, to be read without asking the server
  # The server picks a free display number by itself and writes it down. -noreset: without it the
  # server starts over whenever its last client leaves.
  # shellcheck disable=SC2016 # expanded by the inner shell
  launch screen sh -c 'exec 3>"$DESK_DIR/display"
    exec Xvfb -displayfd 3 -screen 0 "${DESK_SIZE}x24" -fbdir "$DESK_DIR/screen" -nolisten tcp -noreset +extension GLX +extension RANDR'
  await "the X server" test -s "$DESK_DIR/display"
  DISPLAY=:$(cat "$DESK_DIR/display")
  export DISPLAY
  echo "export DISPLAY='$DISPLAY'" >>"$DESK_DIR/env"
  await "display $DISPLAY" xsetroot -solid '#44566b'
}

# Accessibility is started by whoever asks for it first, as on a real desktop.
start_bus() {
  require dbus-daemon gdbus "$accessibility"
  put_config bus.conf "$DESK_DIR/bus.conf"
  sed "s|@LAUNCHER@|$accessibility|" "$desktop/config/accessibility.service" >"$DESK_DIR/services/org.a11y.Bus.service"
  launch bus dbus-daemon --nofork --config-file="$DESK_DIR/bus.conf"
  await "the session bus" bus_call org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus.GetId
}

# The window manager, the panel and xfce4-notifyd keep their preferences in xfconf.
start_preferences() {
  local channel channels=$XDG_CONFIG_HOME/xfce4/xfconf/xfce-perchannel-xml
  for channel in xfce4-panel xfwm4 xfce4-notifyd; do
    put_config "$channel.xml" "$channels/$channel.xml"
  done
  launch preferences "$xfce_libs/xfconf/xfconfd"
  await xfconfd bus_has org.xfce.Xfconf
}

start_wm() {
  if [[ $DESK_WM == sway ]]; then start_sway; return; fi
  require xfwm4
  launch wm xfwm4 --compositor=off
  await "the window manager" sh -c 'xprop -root _NET_SUPPORTING_WM_CHECK | grep -q 0x'
}

# Sway shows one window on the X server, which is its output. It refuses to run as root, so there it is told that it
# is somebody else. What reads the screen and moves the pointer goes on doing so on the X server, $DESK_X.
start_sway() {
  require sway swaymsg swaybar unshare wl-copy wl-paste
  local somebody=()
  if ((EUID == 0)); then somebody=(unshare --user --map-user=1000 --map-group=1000); fi
  put_config sway.conf "$DESK_DIR/sway.conf"
  export SWAYSOCK=$XDG_RUNTIME_DIR/sway.sock
  rm -f "$SWAYSOCK" "$XDG_RUNTIME_DIR"/wayland-*
  WLR_BACKENDS=x11 WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 DISPLAY=${DESK_X:-$DISPLAY} \
    launch wm "${somebody[@]}" sway --config "$DESK_DIR/sway.conf"
  await sway swaymsg --type get_outputs
  [[ -z ${DESK_X:-} ]] || return 0
  cat >>"$DESK_DIR/env" <<ENV
export DESK_X='$DISPLAY' SWAYSOCK='$SWAYSOCK' WAYLAND_DISPLAY=wayland-1
export XDG_CURRENT_DESKTOP=sway XDG_SESSION_TYPE=wayland
export DESK_WM=sway DESK_TRAY=$DESK_TRAY DESK_SIZE=$DESK_SIZE DESK_SCALE=$DESK_SCALE
unset DISPLAY
ENV
  # shellcheck disable=SC1091 # written just above
  . "$DESK_DIR/env"
}

start_tray() {
  if [[ $DESK_TRAY == swaybar ]]; then
    launch tray swaybar --bar_id=bar-0
    await "the tray" bus_has org.kde.StatusNotifierWatcher
    return
  fi
  require xfce4-panel
  bus_has org.xfce.Xfconf || start_preferences # it has left after ten idle minutes, and nothing here starts it
  launch tray xfce4-panel --disable-wm-check --sm-client-disable
  await "the tray" bus_has org.kde.StatusNotifierWatcher
}

start_notify() {
  case $DESK_NOTIFY in
    dunst)
      require dunst
      launch notify dunst -config "$desktop/config/dunstrc"
      ;;
    xfce)
      require "$xfce_libs/notifyd/xfce4-notifyd"
      launch notify "$xfce_libs/notifyd/xfce4-notifyd"
      ;;
  esac
  await "the notification daemon" bus_has org.freedesktop.Notifications
}

login_keyring=/org/freedesktop/secrets/collection/login
keyring_call() { bus_call org.freedesktop.secrets /org/freedesktop/secrets "org.freedesktop.Secret.Service.$1" "${@:2}"; }
keyring_open() {
  bus_call org.freedesktop.secrets "$login_keyring" org.freedesktop.DBus.Properties.Get \
    org.freedesktop.Secret.Collection Locked | grep -q false
}

start_keyring() {
  require gnome-keyring-daemon
  # --unlock reads the password from standard input and makes the login keyring at its first start.
  printf desk-test >"$DESK_DIR/keyring-password"
  # shellcheck disable=SC2016 # expanded by the inner shell
  launch keyring sh -c 'exec gnome-keyring-daemon --foreground --components=secrets --unlock \
    --control-directory="$XDG_RUNTIME_DIR/keyring" <"$DESK_DIR/keyring-password"'
  await "the Secret Service" bus_has org.freedesktop.secrets
  await "the login keyring" keyring_open
  # Clients write to the default collection; without the alias that asks for a new one on screen.
  keyring_call SetAlias default "$login_keyring" >/dev/null
  case $DESK_KEYRING in
    prompt)
      require /usr/libexec/gcr-prompter
      put_config prompter.service "$DESK_DIR/services/org.gnome.keyring.SystemPrompter.service"
      sed 's/SystemPrompter/PrivatePrompter/' "$DESK_DIR/services/org.gnome.keyring.SystemPrompter.service" \
        >"$DESK_DIR/services/org.gnome.keyring.PrivatePrompter.service"
      bus_call org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus.ReloadConfig >/dev/null
      keyring_call Lock "['$login_keyring']" >/dev/null
      ;;
    locked) keyring_call Lock "['$login_keyring']" >/dev/null ;;
  esac
}

# PipeWire with its stand-in for PulseAudio, as on desktops of today.
start_pipewire() {
  require pipewire wireplumber pipewire-pulse pactl
  # shellcheck disable=SC2016 # expanded by the inner shell; WirePlumber ends where it comes before PipeWire's socket
  launch sound nice -n -10 sh -c 'pipewire & until [ -S "$XDG_RUNTIME_DIR/pipewire-0" ]; do kill -0 $! || exit; sleep 0.05; done
    wireplumber & exec pipewire-pulse'
  ln -sf pulse/native "$XDG_RUNTIME_DIR/pulse.sock"
  await "the sound server" pactl info
  pactl load-module module-null-sink sink_name=speakers rate=48000 channels=2 >/dev/null
  await "the session manager" pactl set-default-sink speakers # not supported before WirePlumber is there
}

start_sound() {
  if [[ $DESK_SOUND == pipewire ]]; then start_pipewire; return; fi
  require pulseaudio pactl
  put_config pulse.pa "$DESK_DIR/pulse.pa"
  # Ahead of others where that is allowed: a sound server that comes late on a busy machine leaves gaps.
  launch sound nice -n -10 pulseaudio -n -F "$DESK_DIR/pulse.pa" --daemonize=no --exit-idle-time=-1 --realtime=no \
    --use-pid-file=no --disable-shm=yes
  await "the sound server" pactl info
}
