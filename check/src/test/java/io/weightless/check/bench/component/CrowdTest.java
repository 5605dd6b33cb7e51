package io.weightless.check.bench.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CrowdTest {
  @ParameterizedTest
  @ValueSource(strings = {"weightless", "pekko", "virtual-threads"})
  void whenAllWaitIsToldOnceEachTime(String name) throws Exception {
    try (var crowd = CrowdProgram.crowd(name)) {
      var told = new AtomicInteger();

      crowd.hold(200, told::incrementAndGet);
      crowd.hold(1, told::incrementAndGet);

      assertThat(told).hasValue(2);
    }
  }
}
