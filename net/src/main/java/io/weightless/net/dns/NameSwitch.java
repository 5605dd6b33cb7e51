package io.weightless.net.dns;

import java.util.Arrays;
import java.util.List;

/// Who knows hosts, as `/etc/nsswitch.conf` says: nsswitch.conf(5).
enum NameSwitch {
  /// Files, then the DNS, and nobody else.
  DNS,

  /// Others, too, such as multicast DNS and LDAP: the system is asked for what the DNS does not
  /// know, and for names below `local`.
  DNS_THEN_SYSTEM,

  /// The DNS not, or before the files: only the system can tell.
  SYSTEM;

  /// What this resolver does itself: that of systemd is a server that `resolv.conf` names.
  private static final List<String> OURS = List.of("files", "dns", "resolve");

  private static final List<String> USUAL = List.of("files", "dns");

  /// As the file says; where there is none, that of Linux is the usual, and elsewhere only the
  /// system can tell.
  ///
  /// @param system as the property `os.name` names it
  static NameSwitch of(String text, String system) {
    return text.isEmpty() && !system.equals("Linux") ? SYSTEM : read(text);
  }

  /// What is to be done when one of them fails, in brackets, is not looked at.
  private static NameSwitch read(String text) {
    List<String> sources =
        text.lines()
            .map(line -> line.replaceAll("#.*", "").trim())
            .filter(line -> line.startsWith("hosts:"))
            .reduce((_, last) -> last)
            .map(NameSwitch::sources)
            .orElse(USUAL);
    int files = sources.indexOf("files");
    int dns = sources.indexOf("dns");
    boolean asksDns = dns >= 0 || sources.contains("resolve");
    if (!asksDns || files < 0 || (dns >= 0 && dns < files)) {
      return SYSTEM;
    }
    return OURS.containsAll(sources) ? DNS : DNS_THEN_SYSTEM;
  }

  private static List<String> sources(String line) {
    String words = line.substring("hosts:".length()).replaceAll("\\[[^]]*]", " ").trim();
    return Arrays.asList(words.split("\\s+", -1));
  }
}
