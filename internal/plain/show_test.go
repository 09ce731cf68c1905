package plain_test
import ("testing";"os";"strings";"compromis/internal/plain";"time";"io";"fmt")
func TestShow(t *testing.T){
 code:=plain.Run(strings.Split(os.Getenv("ARGS")," "), plain.Streams{In:os.Stdin,Out:os.Stdout,Err:os.Stderr,Open:func(n string)(io.ReadCloser,error){return os.Open(n)}}, load, readNothing, func() time.Time{return today})
 fmt.Println("EXIT",code)
}
