package io.weightless.check.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final Set<String> KNOWN = new LinkedHashSet<>(List.of("task", "http"));

  @Test
  void namesRunInTheOrderGivenAndOnce() throws Exception {
    assertThat(parse("http", "task", "http").names()).containsExactly("http", "task");
  }

  @Test
  void allStandsForEachBenchmark() throws Exception {
    assertThat(parse("all").names()).containsExactly("task", "http");
  }

  @Test
  void listRunsNothing() throws Exception {
    assertThat(parse("list").names()).isEmpty();
  }

  @Test
  void optionsMayStandAnywhere() throws Exception {
    var arguments = parse("--quick", "task", "--report=out.md");

    assertThat(arguments.quick()).isTrue();
    assertThat(arguments.markdown()).isTrue();
    assertThat(arguments.file()).contains(Path.of("out.md"));
  }

  @Test
  void aReportWithoutAFileGoesToStandardOutput() throws Exception {
    assertThat(parse("task", "--report").markdown()).isTrue();
    assertThat(parse("task", "--report").file()).isEmpty();
  }

  @Test
  void aMistakeIsToldInOneLine() {
    assertThatThrownBy(() -> parse())
        .isInstanceOf(Arguments.Mistake.class)
        .hasMessage(Arguments.USAGE);
    assertThatThrownBy(() -> parse("disk"))
        .isInstanceOf(Arguments.Mistake.class)
        .hasMessage("no benchmark disk; there are task, http");
    assertThatThrownBy(() -> parse("task", "--report="))
        .isInstanceOf(Arguments.Mistake.class)
        .hasMessageStartingWith("unknown option --report=; ");
    assertThatThrownBy(() -> parse("task", "--report=no/such/folder/out.md"))
        .isInstanceOf(Arguments.Mistake.class)
        .hasMessage("can't write a report to no/such/folder/out.md");
  }

  private static Arguments parse(String... words) throws Arguments.Mistake {
    return Arguments.parse(Arrays.asList(words), KNOWN);
  }
}
