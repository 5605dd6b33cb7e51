package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weightless.net.NetworkException.Reason;
import io.weightless.net.internal.linux.Libc;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BreakageTest {
  /// By the number, and by what Linux says of it, which is what the JDK gives on.
  @ParameterizedTest
  @CsvSource({
    "1, NOT_PERMITTED",
    "2, NOT_AVAILABLE",
    "13, NOT_PERMITTED",
    "23, TOO_MANY_FILES",
    "24, TOO_MANY_FILES",
    "32, CLOSED_BY_PEER",
    "98, IN_USE",
    "99, NOT_AVAILABLE",
    "101, UNREACHABLE",
    "103, RESET",
    "104, RESET",
    "110, TIMED_OUT",
    "111, REFUSED",
    "113, UNREACHABLE",
    "5, OTHER"
  })
  void anErrorOfLinuxHasTheSameReasonByItsNumberAndByItsWords(int errno, Reason reason) {
    IOException numbered = catchThrowableOfType(IOException.class, () -> Libc.check(-errno));

    assertThat(Breakage.reason(numbered)).isEqualTo(reason);
    assertThat(Breakage.reason(new SocketException(numbered.getMessage()))).isEqualTo(reason);
  }

  @Test
  void otherSystemsSayItInOtherWords() {
    for (String words :
        List.of("Can't assign requested address", "Cannot assign requested address: bind")) {
      assertThat(Breakage.reason(new BindException(words))).isEqualTo(Reason.NOT_AVAILABLE);
    }
    assertThat(Breakage.reason(new ConnectException("Operation timed out")))
        .isEqualTo(Reason.TIMED_OUT);
    assertThat(Breakage.reason(new NoRouteToHostException("Host is down")))
        .isEqualTo(Reason.UNREACHABLE);
    assertThat(Breakage.reason(new ConnectException("no further information")))
        .isEqualTo(Reason.REFUSED);
  }
}
