package io.weightless.net.process.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.internal.EachBackend;
import io.weightless.net.internal.World;
import io.weightless.net.process.Command;
import io.weightless.net.process.Completed;
import io.weightless.net.terminal.internal.Jvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Which bytes a process gets is decided by the locale in which the JVM was started; so it is
/// another JVM here.
@EachBackend
@EnabledOnOs(OS.LINUX)
record LocalesTest(String backend) {
  private static final String NO_TEXT = "RAW=$(printf '\\377\\303\\244') exec \"$@\"";

  private List<String> tellIn(String locale) throws IOException {
    List<String> words = new ArrayList<>(List.of("sh", "-c", NO_TEXT, "sh"));
    words.addAll(Jvm.command(Locales.class, backend).words());
    List<String> told = new ArrayList<>();
    try (World world = new World(backend)) {
      world.run(_ -> {
        Completed completed =
            Shell.processes().run(Command.of(words).with("LC_ALL", locale)).checkSuccess();
        completed.text().lines().forEach(told::add); // the log may say of a slow machine what it is
      });
    }
    return told;
  }

  @Test
  void inALocaleOfAsciiBytesAreInheritedAndOtherLettersRefused() throws IOException {
    assertThat(tellIn("C"))
        .containsExactly(
            "inherited:ff c3 a4",
            "beside:ff c3 a4 3f",
            "argument:start sh: its argument 4 has U+00E4 in it, which the locale's US-ASCII lacks",
            "variable:start sh: its variable RAW has U+00E4 in it, which the locale's US-ASCII"
                + " lacks");
  }

  @Test
  void inALocaleOfUtf8BytesAreInheritedAndLettersAreWrittenInIt() throws IOException {
    assertThat(tellIn("C.UTF-8"))
        .containsExactly(
            "inherited:ff c3 a4", "beside:ff c3 a4 3f", "argument:c3 a4", "variable:c3 a4");
  }
}
