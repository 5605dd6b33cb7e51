/* Sends each datagram back to whom it came from; ends with standard input. */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void *await_parent(void *unused) {
  char byte;
  while (read(0, &byte, 1) > 0) {
  }
  exit(0);
}

int main(void) {
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof here;
  pthread_t watch;
  static char bytes[65536];
  int udp = socket(AF_INET, SOCK_DGRAM, 0);
  if (udp < 0 || bind(udp, (struct sockaddr *)&here, size) < 0 ||
      getsockname(udp, (struct sockaddr *)&here, &size) < 0 ||
      pthread_create(&watch, NULL, await_parent, NULL) != 0) {
    perror("echo");
    return 1;
  }
  printf("echo on port %d\n", ntohs(here.sin_port));
  fflush(stdout);
  for (;;) {
    struct sockaddr_in from;
    socklen_t length = sizeof from;
    ssize_t came = recvfrom(udp, bytes, sizeof bytes, 0, (struct sockaddr *)&from, &length);
    if (came >= 0) {
      sendto(udp, bytes, came, 0, (struct sockaddr *)&from, length);
    }
  }
}
