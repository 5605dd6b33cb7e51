package io.weightless.http.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SecretTest {
  @Test
  void onlyTheSameTextIsIt() {
    Secret secret = Secret.of("ähem");

    assertThat(secret.is("ähem")).isTrue();
    assertThat(secret.is("ähe")).isFalse();
    assertThat(secret.is("ähemm")).isFalse();
    assertThat(secret.is("")).isFalse();
    assertThat(Secret.of("").is("")).isTrue();
  }

  @Test
  void itDoesNotGiveItselfAway() {
    assertThat(Secret.of("word")).hasToString("Secret");
  }
}
