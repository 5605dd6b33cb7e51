package io.weightless.net.process.internal;

import io.weightless.net.internal.World;
import io.weightless.net.process.Command;
import io.weightless.net.process.ProcessException;
import java.io.IOException;

/// A program that [LocalesTest] runs in a locale, with bytes in `RAW`: it tells which bytes its own
/// processes get.
final class Locales {
  private static final String DUMP = "printf '%s' \"$RAW$MORE$1\" | od -An -v -tx1";

  private Locales() {}

  /// On the backend that it is given.
  public static void main(String[] arguments) throws Exception {
    try (World world = new World(arguments[0])) {
      world.run(_ -> {
        tell("inherited", Shell.script(DUMP));
        tell("beside", Shell.script(DUMP).with("MORE", "?"));
        tell("argument", Shell.script(DUMP, "ä").with("RAW", ""));
        tell("variable", Shell.script(DUMP).with("RAW", "ä"));
      });
    }
  }

  private static void tell(String what, Command command) throws IOException {
    try {
      System.out.println(what + ":" + Shell.output(command).strip());
    } catch (ProcessException e) {
      System.out.println(what + ":" + e.getMessage());
    }
  }
}
