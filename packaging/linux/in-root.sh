#!/bin/sh
# in-root.sh ROOT [--as-writer] COMMAND...: runs COMMAND in the Debian below ROOT, by bubblewrap.
#
# A plain chroot would not do: there the kernel refuses user namespaces, which the sandbox of the
# browser engine is made of. Without --as-writer the command is root's and may use the network, with
# this machine's certificates in /tmp/certs;
# with it, it is an ordinary user's, has no network, and sees the screen $DISPLAY.
set -eu
root=$1
shift
common="--bind $root / --dev /dev --perms 1777 --tmpfs /dev/shm --proc /proc --unshare-pid --die-with-parent --clearenv
    --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin --setenv LANG C.UTF-8 --cap-add ALL"
if [ "$1" != --as-writer ]; then
    exec bwrap $common --ro-bind /etc/resolv.conf /etc/resolv.conf --perms 1777 --tmpfs /tmp \
        --ro-bind /etc/ssl/certs /tmp/certs \
        --setenv DEBIAN_FRONTEND noninteractive -- "$@"
fi
shift
exec bwrap $common --unshare-net --perms 1777 --tmpfs /tmp --ro-bind /tmp/.X11-unix /tmp/.X11-unix \
    --setenv DISPLAY "${DISPLAY:-}" --setenv HOME /home/writer \
    --setenv XDG_RUNTIME_DIR /run/user/1000 \
    --chdir /home/writer -- \
    setpriv --reuid writer --regid writer --init-groups --inh-caps=-all --bounding-set=-all "$@"
