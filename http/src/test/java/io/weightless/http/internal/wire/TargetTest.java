package io.weightless.http.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TargetTest {
  @Test
  void thePathIsDecodedOnce() {
    assertThat(Target.path("/a/b")).isEqualTo("/a/b");
    assertThat(Target.path("/a%20b?c%20d")).isEqualTo("/a b");
    assertThat(Target.path("/%c3%A9%252e")).isEqualTo("/\u00e9%2e");
    assertThat(Target.path("/%2e%2E/%00%5c")).isEqualTo("/../\0\\");
  }

  @Test
  void whatIsNotUtf8LeadsNowhere() {
    assertThat(Target.path("/%c0%ae%c0%ae/%ff")).doesNotContain("..").contains("\ufffd");
  }

  @Test
  void thePathOfAUrlIsWhatFollowsTheHost() {
    assertThat(Target.path("http://a:80/b%20c?d")).isEqualTo("/b c");
    assertThat(Target.path("http://a")).isEqualTo("/");
    assertThat(Target.path("http://a?b")).isEqualTo("/");
  }

  @Test
  void whatHasNoPathIsItsOwn() {
    assertThat(Target.path("*")).isEqualTo("*");
    assertThat(Target.path("a:443")).isEqualTo("a:443");
  }

  @Test
  void theQueryIsLeftAsItIs() {
    assertThat(Target.query("/a?b%20c?d")).isEqualTo("b%20c?d");
    assertThat(Target.query("/a?")).isEmpty();
    assertThat(Target.query("/a")).isNull();
  }
}
