-- A thousand visitors in turn: each request carries the next line of the file that BENCH_COOKIES names as its Cookie.
local requests, last = {}, 0

function init()
    for cookie in io.lines(os.getenv("BENCH_COOKIES")) do
        requests[#requests + 1] = wrk.format("GET", nil, { ["Cookie"] = cookie ~= "" and cookie or nil })
    end
end

function request()
    last = last % #requests + 1
    return requests[last]
end
