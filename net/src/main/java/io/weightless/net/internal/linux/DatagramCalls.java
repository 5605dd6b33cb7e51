package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.weightless.net.Address;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.DatagramBuffers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// What the C library does with datagrams. A result below 0 is the negative number of an error.
///
/// Each datagram is received into a buffer, and what is longer goes on behind it in a place of this
/// reactor, from where it is copied at once.
final class DatagramCalls {
  private static final Function SOCKET = Function.brief("socket");
  private static final Function RECVMMSG = Function.named("recvmmsg");
  private static final Function RECVMMSG_FEW = Function.brief("recvmmsg");
  private static final Function SENDTO = Function.named("sendto");
  private static final Function BIND = Function.brief("bind");

  /// Not a brief one: to join or leave a group waits for whoever changes the system's networks.
  private static final Function SETSOCKOPT = Function.named("setsockopt");

  private static final int FEW = 2;

  /// The most that are received by one call.
  static final int MOST = 16;

  private static final int SOCK_DGRAM = 2;
  private static final int MSG_TRUNC = 0x20;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  /// Of `struct mmsghdr`, and in it.
  private static final int HEADER_BYTES = 64;

  private static final int NAME_LENGTH = 8;
  private static final int PARTS = 16;
  private static final int PART_COUNT = 24;
  private static final int FLAGS = 48;
  private static final int LENGTH = 56;

  /// Of `struct iovec`; each header has two.
  private static final int PART_BYTES = 16;

  private static final int NAME_BYTES = 128;
  private static final int REST_BYTES = DatagramBuffers.MOST - BufferPool.CAPACITY;

  /// Of `struct group_req`.
  private static final int GROUP_BYTES = 136;

  private final Libc libc;
  private final MemorySegment headers;
  private final MemorySegment parts;
  private final MemorySegment names;
  private final MemorySegment target;
  private final MemorySegment group;

  /// What does not fit into buffers. Nobody has touched most of it, so it takes no memory.
  private final long rests;

  /// For what is not in memory of the system.
  private final ByteBuffer staging = ByteBuffer.allocateDirect(DatagramBuffers.MOST);

  final AddressBook book = new AddressBook();

  DatagramCalls(Libc libc) throws IOException {
    this.libc = libc;
    headers = libc.allocate(MOST * HEADER_BYTES);
    parts = libc.allocate(2 * MOST * PART_BYTES);
    names = libc.allocate(MOST * NAME_BYTES);
    target = libc.allocate(NAME_BYTES);
    group = libc.allocate(GROUP_BYTES);
    rests = Memory.map(libc, (long) MOST * REST_BYTES);
    for (int i = 0; i < MOST; i++) {
      prepare(i);
    }
  }

  private void prepare(int i) {
    long header = (long) i * HEADER_BYTES;
    long part = 2L * i * PART_BYTES;
    headers.set(JAVA_LONG, header, names.address() + (long) i * NAME_BYTES);
    headers.set(JAVA_LONG, header + PARTS, parts.address() + part);
    headers.set(JAVA_LONG, header + PART_COUNT, 2);
    parts.set(JAVA_LONG, part + Long.BYTES, BufferPool.CAPACITY);
    parts.set(JAVA_LONG, part + PART_BYTES, rests + (long) i * REST_BYTES);
    parts.set(JAVA_LONG, part + PART_BYTES + Long.BYTES, REST_BYTES);
  }

  /// A new socket of the family of `address`.
  int socket(SocketAddress address) throws IOException {
    int kind = SOCK_DGRAM | Libc.NONBLOCK_CLOEXEC;
    return Libc.check(SOCKET.call(libc, SocketAddresses.familyOf(address), kind, 0));
  }

  /// Gives a Unix socket a name that nobody else has.
  void name(int socket) throws IOException {
    target.set(JAVA_LONG, 0, UnixAddresses.AF_UNIX);
    Libc.check(BIND.call(libc, socket, target.address(), Short.BYTES));
  }

  /// Receives into `count` empty buffers of the pool.
  ///
  /// @return how many have come
  int receive(int socket, ByteBuffer[] buffers, int count) {
    for (int i = 0; i < count; i++) {
      parts.set(JAVA_LONG, 2L * i * PART_BYTES, Transfer.addressOf(buffers[i]));
      headers.set(JAVA_INT, (long) i * HEADER_BYTES + NAME_LENGTH, NAME_BYTES);
    }
    Function function = count <= FEW ? RECVMMSG_FEW : RECVMMSG;
    return function.call(libc, socket, headers.address(), count, MSG_DONTWAIT, 0);
  }

  /// How long the one was that came as this one of them, as far as there was room.
  int length(int i) {
    return headers.get(JAVA_INT, (long) i * HEADER_BYTES + LENGTH);
  }

  boolean isCut(int i) {
    return (headers.get(JAVA_INT, (long) i * HEADER_BYTES + FLAGS) & MSG_TRUNC) != 0;
  }

  Address from(int i) throws IOException {
    int length = headers.get(JAVA_INT, (long) i * HEADER_BYTES + NAME_LENGTH);
    return book.read(names.asSlice((long) i * NAME_BYTES, NAME_BYTES), length);
  }

  /// A copy of one that did not fit into `first`.
  ByteBuffer whole(int i, ByteBuffer first, int length) {
    ByteBuffer whole = ByteBuffer.allocate(length).put(first.clear());
    Memory.copy(rests + (long) i * REST_BYTES, whole);
    return whole.flip();
  }

  /// Sends all that remains in `bytes`.
  ///
  /// @param nameLength of the name that was [written][#address]; 0 for a socket that is connected
  int send(int socket, ByteBuffer bytes, int nameLength) {
    int length = bytes.remaining();
    long from = Transfer.addressOf(bytes.isDirect() ? bytes : staged(bytes));
    long name = nameLength == 0 ? 0 : target.address();
    int sent =
        SENDTO.call(libc, socket, from, length, MSG_DONTWAIT | MSG_NOSIGNAL, name, nameLength);
    if (sent >= 0) {
      bytes.position(bytes.limit());
    }
    return sent;
  }

  private ByteBuffer staged(ByteBuffer bytes) {
    int length = bytes.remaining();
    ByteBuffer place = length <= staging.capacity() ? staging : ByteBuffer.allocateDirect(length);
    return place.clear().put(bytes.duplicate()).flip();
  }

  /// Writes the name that the next datagram is sent to.
  ///
  /// @return how many bytes
  int address(Address to, int family) throws IOException {
    return book.write(to, family, target);
  }

  /// Joins a group, or leaves it.
  ///
  /// @param network its number; 0 for the one that the system picks
  void change(int socket, Option what, SocketAddress place, int network) throws IOException {
    group.set(JAVA_INT, 0, network);
    int _ = SocketAddresses.write(place, group.asSlice(Long.BYTES));
    set(socket, what, group, GROUP_BYTES);
  }

  /// By which network what is sent to IPv4 groups leaves.
  void leaveBy(int socket, int network) throws IOException {
    group.set(JAVA_LONG, 0, 0);
    group.set(JAVA_INT, Long.BYTES, network);
    set(socket, Option.IPV4_NETWORK, group, Long.BYTES + Integer.BYTES);
  }

  private void set(int socket, Option what, MemorySegment value, int bytes) throws IOException {
    Libc.check(SETSOCKOPT.call(libc, socket, what.level, what.number, value.address(), bytes));
  }

  void close() {
    Memory.unmap(rests, (long) MOST * REST_BYTES);
  }
}
