package io.weightless.net.process.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.process.Command;
import io.weightless.net.process.ProcessException;
import io.weightless.net.process.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Words of commands in an encoding that does not have all of them.
final class SpellingTest {
  private static final Spelling ASCII = new Spelling(StandardCharsets.US_ASCII);
  private static final Spelling ALL = new Spelling(StandardCharsets.UTF_8);

  private static void assertRefused(Spelling spelling, Command command, String why) {
    assertThatThrownBy(() -> spelling.check(command))
        .isInstanceOf(ProcessException.class)
        .hasMessage("start " + command.program() + ": " + why);
  }

  @Test
  void theWordThatCanNotBeWrittenIsNamed() {
    String lacks = " has U+00E4 in it, which the locale's US-ASCII lacks";
    assertRefused(ASCII, Command.of("sägen"), "its name" + lacks);
    assertRefused(ASCII, Command.of("cat", "a", "secret: ä€"), "its argument 2" + lacks);
    assertRefused(ASCII, Command.of("cat").with("NAME", "ä"), "its variable NAME" + lacks);
    assertRefused(
        ASCII, Command.of("cat").withOnly(Map.of("ä", "")), "the name of a variable" + lacks);
  }

  @Test
  void whatIsNoTextAtAllIsRefusedInEveryEncoding() {
    assertRefused(
        ALL,
        Command.of("cat", "half of a letter: \ud83d"),
        "its argument 1 has U+D83D in it, which the locale's UTF-8 lacks");
  }

  @Test
  void whatTheEncodingHasIsWritten() {
    assertThatCode(() -> ALL.check(Command.of("cat", "ä", "\ud83d\ude00").with("ö", "?")))
        .doesNotThrowAnyException();
    assertThatCode(() -> ASCII.check(Command.of("cat", "?").with("A", "?")))
        .doesNotThrowAnyException();
    assertThat(ALL.bytes("ä")).containsExactly(0xc3, 0xa4);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileWhoseNameIsNoTextIsNotTakenForAnother() {
    Path strange = Path.of(URI.create("file:///tmp/%FF"));
    String why = " has a name that is no text in the locale's encoding: " + strange;
    Command cat = Command.of("cat");
    assertRefused(ALL, cat.in(strange), "its directory" + why);
    assertRefused(ALL, cat.input(Redirect.from(strange)), "its input" + why);
    assertRefused(ALL, cat.output(Redirect.to(strange)), "its output" + why);
    assertRefused(ALL, cat.errors(Redirect.append(strange)), "its errors" + why);
    assertThatCode(() -> ALL.check(cat.in(Path.of("/tmp/?")))).doesNotThrowAnyException();
  }
}
