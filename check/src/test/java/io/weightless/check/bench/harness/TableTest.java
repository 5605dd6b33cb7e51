package io.weightless.check.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final List<Row> ROWS =
      List.of(
          new Row("http.rate", "weightless", 123456.4, "req/s", 1.0, 0.014),
          new Row("http.rate", "nginx", 99999.5, "req/s", 1.2346, 0.2),
          new Row("task.switch", "bare-loop", 7.126, "ns", Double.NaN, 0));

  @Test
  void rowsAreAlignedNumbersToTheRight() {
    assertThat(Table.text(ROWS).lines())
        .containsExactly(
            "bench        subject      value  unit   ratio  spread",
            "http.rate    weightless  123456  req/s   1.00      1%",
            "http.rate    nginx       100000  req/s   1.23     20%",
            "task.switch  bare-loop     7.13  ns         -      0%");
  }

  @Test
  void markdownHoldsTheSameCells() {
    assertThat(Table.markdown(ROWS).lines())
        .containsExactly(
            "| bench | subject | value | unit | ratio | spread |",
            "|---|---|--:|---|--:|--:|",
            "| http.rate | weightless | 123456 | req/s | 1.00 | 1% |",
            "| http.rate | nginx | 100000 | req/s | 1.23 | 20% |",
            "| task.switch | bare-loop | 7.13 | ns | - | 0% |");
  }
}
