package io.weightless.net.process.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.process.Command;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The environment of a process as bytes, which are written here as the characters of their
/// numbers.
final class VariablesTest {
  private static final Spelling SPELLING = new Spelling(StandardCharsets.UTF_8);

  private static List<String> of(Command command, String... inherited) {
    List<byte[]> bytes = List.of(inherited).stream().map(VariablesTest::bytes).toList();
    return new Variables(bytes, SPELLING)
        .of(command).stream().map(entry -> new String(entry, StandardCharsets.ISO_8859_1)).toList();
  }

  private static byte[] bytes(String entry) {
    return entry.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void whatIsInheritedIsNotReadAsText() {
    String[] inherited = {"A=\u00ff\u00fe", "\u00c3=\u00a4", "no variable", "A=twice", "=::=x"};
    assertThat(of(Command.of("program"), inherited)).containsExactly(inherited);
  }

  @Test
  void aVariableThatTheCommandHasTakesThePlaceOfTheInheritedOne() {
    Command command = Command.of("program").with("B", "ours").with("A", "ä");
    assertThat(of(command, "A=1", "AA=2", "A", "B=", "b=3", "A=4"))
        .containsExactly("AA=2", "A", "b=3", "A=\u00c3\u00a4", "B=ours");
  }

  @Test
  void aVariableIsTheSameWhenItsNameHasTheSameBytes() {
    assertThat(of(Command.of("program").with("ä", "ours"), "\u00c3\u00a4=1", "\u00e4=2"))
        .containsExactly("\u00e4=2", "\u00c3\u00a4=ours");
  }

  @Test
  void nothingIsInheritedByACommandThatDoesNotWantIt() {
    assertThat(of(Command.of("program").withOnly(Map.of("B", "2")), "A=1")).containsExactly("B=2");
  }
}
