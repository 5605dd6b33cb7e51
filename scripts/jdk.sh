# Sourced by the scripts at the root. Sets JDK to the home of a JDK 25 or newer, or says in one line
# that there is none. JAVA_HOME first, then the PATH, then the usual install folders, where 25, the
# release that everything is tested on, goes before newer ones.

least_java=25

# The feature release of the JDK in folder $1; nothing if it holds no JDK. Starts no JVM.
java_release() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

home_on_path() {
  local java
  java=$(command -v java) || return 0
  dirname "$(dirname "$(readlink -f "$java")")"
}

find_jdk() {
  local home release best=
  JDK=
  for home in "${JAVA_HOME:-}" "$(home_on_path)"; do
    release=$(java_release "$home")
    if [ -n "$release" ] && [ "$release" -ge "$least_java" ]; then
      JDK=$home
      return 0
    fi
  done
  for home in /usr/lib/jvm/* /opt/* /opt/*/* /usr/local/*jdk* ~/.sdkman/candidates/java/* ~/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home ~/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    release=$(java_release "$home")
    [ -n "$release" ] && [ "$release" -ge "$least_java" ] || continue
    if [ -z "$best" ] || [ "$release" -lt "$best" ]; then
      JDK=$home best=$release
    fi
  done
  [ -n "$JDK" ] && return 0
  echo "${0##*/}: needs a JDK $least_java or newer and found none; install one (for example from https://adoptium.net) or set JAVA_HOME" >&2
  return 1
}
