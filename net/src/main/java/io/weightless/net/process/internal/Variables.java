package io.weightless.net.process.internal;

import io.weightless.net.process.Command;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The environment of a process that is being made, as the system has it: `NAME=value` in bytes.
///
/// @param inherited that of this process, which need not be text
record Variables(List<byte[]> inherited, Spelling spelling) {
  /// What the command does not change goes on byte for byte.
  List<byte[]> of(Command command) {
    Map<String, String> own = command.environment(Map.of());
    List<byte[]> all = new ArrayList<>();
    if (command.inheritsEnvironment()) {
      List<byte[]> changed = own.keySet().stream().map(name -> spelling.bytes(name + "=")).toList();
      inherited.stream()
          .filter(entry -> changed.stream().noneMatch(name -> begins(entry, name)))
          .forEach(all::add);
    }
    own.forEach((name, value) -> all.add(spelling.bytes(name + "=" + value)));
    return all;
  }

  private static boolean begins(byte[] entry, byte... name) {
    return entry.length >= name.length
        && Arrays.equals(entry, 0, name.length, name, 0, name.length);
  }
}
