package control

import (
	"context"
	"errors"
	"net/http"

	"istratray/app/settings"
	"istratray/app/words"
)

func (s *Server) signIn(ctx context.Context, req SignInRequest) error {
	asked := req.Password != ""
	req = req.Cleaned()
	if asked && req.Password == "" {
		return NewError(BadRequest, words.New("password-blank"))
	}
	if req.Server == "" || req.Login == "" {
		return NewError(BadRequest, words.New("account-incomplete"))
	}
	return s.backend.SignIn(ctx, req)
}

func (s *Server) secondFactor(ctx context.Context, req SecondFactorRequest) error {
	return s.backend.SecondFactor(ctx, cleanedSecret(req.Code))
}

func (s *Server) signOut(ctx context.Context, _ nothing) error { return s.backend.SignOut(ctx) }

func (s *Server) getSettings(w http.ResponseWriter, _ *http.Request) error {
	writeJSON(w, http.StatusOK, s.backend.Settings())
	return nil
}

// setSettings takes what the body leaves out from the present settings, so that a script can
// change one of them.
func (s *Server) setSettings(w http.ResponseWriter, r *http.Request) error {
	next := s.backend.Settings()
	if err := readJSON(r, &next); err != nil {
		return err
	}
	next = next.Tidied()
	if err := next.Check(); err != nil {
		return NewError(BadRequest, settingProblem(err))
	}
	if err := s.backend.SetSettings(r.Context(), next); err != nil {
		return err
	}
	return noContent(w)
}

// settingProblem says which setting has a value that it can't have.
func settingProblem(err error) words.Problem {
	var wrong *settings.ValueError
	if errors.As(err, &wrong) {
		return words.New("setting", "field", wrong.Field, "want", wrong.Want)
	}
	return words.New("setting", "field", err.Error())
}
