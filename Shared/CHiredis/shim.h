// What SharedRedis needs from C: hiredis's reply reader. Its connections and event adapters stay unused.
#include <hiredis/hiredis.h>
