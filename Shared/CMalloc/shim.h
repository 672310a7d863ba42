// What SharedInfrastructure needs of glibc that Swift's own module map of it leaves out: mallopt.
#include <malloc.h>
