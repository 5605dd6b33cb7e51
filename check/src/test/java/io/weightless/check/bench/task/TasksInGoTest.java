package io.weightless.check.bench.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.GoProgram;
import io.weightless.testkit.Needs;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TasksInGoTest {

  @Test
  @Needs("go")
  void eachWorkReportsItsNumbers() throws Exception {
    try (var children = Children.open()) {
      GoProgram program = GoProgram.build(Field.class, "tasks.go", children);

      for (String work : List.of("yield", "switch", "spawn", "cancel")) {
        assertThat(reported(program, children, work)).containsExactly("ns");
      }
      assertThat(reported(program, children, "resident")).containsExactly("KiB");
      assertThat(reported(program, children, "parked")).containsExactly("heap", "resident");
    }
  }

  private static Set<String> reported(GoProgram program, Children children, String work)
      throws Exception {
    return Fork.results(children, program.command(List.of(work, "10"))).keySet();
  }
}
