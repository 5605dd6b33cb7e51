package io.weightless.check.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionsTest {

  @Test
  void theFirstNumberWithADotIsTheVersion() {
    assertThat(Versions.number("nginx version: nginx/1.22.1")).isEqualTo("1.22.1");
    assertThat(Versions.number("wrk debian/4.1.0-3+b2 [epoll] (C) 2012")).isEqualTo("4.1.0");
  }

  @Test
  void aProgramMayNotSay() {
    assertThat(Versions.number("wrk [epoll]")).isEqualTo("(unknown version)");
  }
}
