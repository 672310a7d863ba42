// What SharedPostgres needs from C: the PostgreSQL client library, and the wake-up and poll calls of its lane.
#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
