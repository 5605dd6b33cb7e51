package io.weightless.check.bench.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

  @Test
  void versionCipherGroupAndSignatureAreFoundInWhatTheClientPrints() throws IOException {
    String agreed =
        Agreement.parse(
            List.of(
                "CONNECTION ESTABLISHED",
                "Protocol version: TLSv1.3",
                "Ciphersuite: TLS_AES_256_GCM_SHA384",
                "Peer certificate: CN = localhost",
                "Hash used: SHA256",
                "Signature type: ECDSA",
                "Server Temp Key: X25519, 253 bits",
                "DONE"));

    assertThat(agreed).isEqualTo("TLSv1.3, TLS_AES_256_GCM_SHA384, X25519, 253 bits, ECDSA");
  }

  @Test
  void aClientThatWasRefusedIsAFailure() {
    assertThatThrownBy(() -> Agreement.parse(List.of("handshake failure")))
        .isInstanceOf(IOException.class)
        .hasMessage("no TLS: handshake failure");
  }
}
