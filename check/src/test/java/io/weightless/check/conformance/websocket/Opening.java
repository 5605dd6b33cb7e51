package io.weightless.check.conformance.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A good opening handshake (RFC 6455, section 4.1).
///
/// @param offer of an extension; null for none
record Opening(String key, @Nullable String offer) {
  /// The one in RFC 6455, section 1.3.
  static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  Opening(@Nullable String offer) {
    this(KEY, offer);
  }

  String request(Server server) {
    return "GET "
        + server.path()
        + " HTTP/1.1\r\nHost: "
        + server.host()
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
        + key
        + "\r\nSec-WebSocket-Version: 13\r\n"
        + (offer == null ? "" : "Sec-WebSocket-Extensions: " + offer + "\r\n")
        + "\r\n";
  }

  /// Whether `head` is the answer to it.
  ///
  /// @return what was agreed to; null for nothing
  @Nullable Agreement check(Head head) {
    assertThat(head.all("Upgrade"))
        .as("4.2.2 Upgrade")
        .singleElement()
        .asString()
        .isEqualToIgnoringCase("websocket");
    assertThat(head.all("Connection"))
        .as("4.2.2 Connection")
        .singleElement()
        .asString()
        .isEqualToIgnoringCase("upgrade");
    assertThat(head.all("Sec-WebSocket-Accept")).as("4.2.2 the key").containsExactly(accept());
    assertThat(head.all("Content-Length")).as("9110-8.6 a length of 101").isEmpty();
    assertThat(head.all("Transfer-Encoding")).as("9112-6.1 a coding of 101").isEmpty();
    List<String> extensions = head.all("Sec-WebSocket-Extensions");
    assertThat(extensions).as("4.2.2 extensions").hasSizeLessThanOrEqualTo(1);
    if (extensions.isEmpty()) {
      return null;
    }
    assertThat(offer).as("4.2.2 nobody offered %s", extensions).isNotNull();
    return Agreement.of(extensions.getFirst(), offer == null ? "" : offer);
  }

  private String accept() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(Octets.bytes(key + GUID));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
