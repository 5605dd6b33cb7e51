package io.weightless.net.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `/etc/hosts` says: hosts(5). A line that can't be understood is left out, as the system
/// does.
final class HostsFile {
  static final HostsFile EMPTY = new HostsFile();

  private final Map<String, List<InetAddress>> addresses = new HashMap<>();
  private final Map<InetAddress, String> names = new HashMap<>();

  private HostsFile() {}

  static HostsFile read(String text) {
    HostsFile hosts = new HostsFile();
    text.lines().forEach(hosts::line);
    return hosts;
  }

  private void line(String line) {
    int comment = line.indexOf('#');
    String[] words = (comment < 0 ? line : line.substring(0, comment)).trim().split("\\s+", -1);
    if (words.length < 2) {
      return;
    }
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(words[0]);
    } catch (IllegalArgumentException _) {
      return;
    }
    names.putIfAbsent(address, words[1]);
    for (int i = 1; i < words.length; i++) {
      List<InetAddress> known = addresses.computeIfAbsent(key(words[i]), _ -> new ArrayList<>(1));
      if (!known.contains(address)) {
        known.add(address);
      }
    }
  }

  /// In the order of the lines; none when it does not know the name.
  List<InetAddress> addresses(String name) {
    return List.copyOf(addresses.getOrDefault(key(name), List.of()));
  }

  /// The first name of an address; null when it does not know it.
  @Nullable String name(InetAddress address) {
    return names.get(address);
  }

  private static String key(String name) {
    String whole = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return whole.toLowerCase(Locale.ROOT);
  }
}
