package io.weightless.check.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.bench.harness.Row;
import io.weightless.check.bench.harness.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Report REPORT =
      new Report(
          "2 processors",
          List.of("nginx left out"),
          List.of(new Row("task.yield", "weightless", 120, "ns", 1, 0.05)));

  @Test
  void textHasOneHeadingAndMarksTheRestAsComment() {
    assertThat(REPORT.text().lines())
        .containsExactly(
            "# 2 processors",
            "# nginx left out",
            "# " + Table.LEGEND,
            "bench       subject     value  unit  ratio  spread",
            "task.yield  weightless    120  ns     1.00      5%");
  }

  @Test
  void markdownHasMachineTableAndNotes() {
    assertThat(REPORT.markdown().lines())
        .containsExactly(
            "2 processors.",
            "",
            "| bench | subject | value | unit | ratio | spread |",
            "|---|---|--:|---|--:|--:|",
            "| task.yield | weightless | 120 | ns | 1.00 | 5% |",
            "",
            "- nginx left out",
            "- " + Table.LEGEND);
  }
}
