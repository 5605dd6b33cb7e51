package io.weightless.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.OneEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6455, 4.2.1: a key is Base64 of 16 bytes.
@OneEngine
final class HandshakeKeyTest {
  /// The second one is the RFC's, of section 4.1.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dGhlIHNhbXBsZSBub25jZQ==",
        "AQIDBAUGBwgJCgsMDQ4PEC==",
        "AQIDBAUGBwgJCgsMDQ4PEA==",
        "AAAAAAAAAAAAAAAAAAAAAA==",
        "/////////////////////w=="
      })
  void aKeyIs16BytesInBase64WhateverItsLastBits(String key) {
    assertThat(Handshake.isKey(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAA===",
        "AAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAA_-==",
        " AAAAAAAAAAAAAAAAAAAAAA="
      })
  void anythingElseIsNoKey(String key) {
    assertThat(Handshake.isKey(key)).isFalse();
  }
}
